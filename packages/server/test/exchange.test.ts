import type {
  ImportLine,
  MemberId,
  Message,
  RoomEvent,
  RoomExport,
  TimelineItem,
  WireError,
} from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openServer } from './open-server.ts'
import type { TestServer } from './open-server.ts'
import { Visitor } from './visitor.ts'

let parley: TestServer
beforeAll(async () => {
  parley = await openServer()
})
afterAll(async () => {
  await parley.server.close()
  expect(parley.faults).toEqual([])
})

const SOCRATES = 'a_socrates' as MemberId
const ADA = 'a_ada-lovelace' as MemberId

/** Said by the owner and by an agent, with a reaction, a reply and a line of the room. */
async function livelyRoom(server = parley) {
  const room = await server.createRoom([SOCRATES, ADA], { title: 'Philosophy', replyMode: 'manual' } as never)
  const put = (event: object) =>
    server.server.log.append({
      room: room as never,
      events: [{ id: randomUUID(), ...event } as never],
      at: Date.now(),
      fingerprint: randomUUID(),
    })
  await server.command(room, { type: 'post-message', text: 'What is *virtue*?' }, 'question')
  await put({ type: 'message-posted', by: SOCRATES, data: { text: 'Tell me first.', replyTo: 'question' } })
  await put({ type: 'reaction-added', by: ADA, data: { message: 'question', reaction: 'heart' } })
  await server.command(room, { type: 'change-room', changes: { title: 'Virtue' } })
  await put({ type: 'message-started', id: 'open', by: SOCRATES, data: {} })
  await put({ type: 'message-appended', by: SOCRATES, data: { message: 'open', text: 'I think' } })
  await server.command(room, { type: 'post-message', text: 'To be deleted' }, 'gone')
  await server.command(room, { type: 'delete-message', message: 'gone' as never })
  await server.command(room, { type: 'post-message', text: 'The last one' }, 'last')
  return room
}

/** What an item says, without the place that it has in its room. */
function bare(timeline: readonly TimelineItem[]) {
  const index = new Map(timeline.map(({ id }, place) => [id as string, place]))
  return timeline.map((item) => {
    const { id: _id, seq: _seq, imported: _imported, ...rest } = item
    if (rest.kind === 'line') return rest
    const { foldedTo: _folded, turn: _turn, replyTo, ...message } = rest
    return { ...message, repliesTo: replyTo === undefined ? undefined : index.get(replyTo) }
  })
}

const fork = async (room: string, body: object, by = parley) => {
  const response = await by.request(`/api/rooms/${room}/fork`, { method: 'POST', body: JSON.stringify(body) })
  return (await response.json()) as { room: string; seq: number; error?: WireError }
}
const exported = async (room: string) =>
  (await (await parley.request(`/api/rooms/${room}/export`)).json()) as RoomExport
const imported = async (file: string, server = parley) => {
  const response = await server.request('/api/imports', { method: 'POST', body: file })
  const text = await response.text()
  if (!response.ok) return { error: (JSON.parse(text) as { error: WireError }).error, lines: [] }
  return {
    lines: text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ImportLine),
  }
}

describe('[R5] a fork', () => {
  test('has what was visible up to a message, with its authors and times, and goes its own way', async () => {
    const room = await livelyRoom()
    const original = await parley.snapshot(room)
    const at = original.timeline.findIndex(({ id }) => id === 'open')
    const { room: made } = await fork(room, { id: 'fork-1', message: 'open' })
    const { head, timeline } = await parley.snapshot(made)
    expect(bare(timeline)).toEqual(
      bare(original.timeline.slice(0, at + 1)).map((item) =>
        'status' in item && item.status === 'streaming' ? { ...item, status: 'interrupted' } : item,
      ),
    )
    expect(timeline.every((item) => item.imported !== undefined)).toBe(true)
    expect(head.settings).toMatchObject({ title: 'Virtue (fork)', replyMode: 'manual' })
    expect(head.members.map(({ id, role }) => [id, role])).toEqual([
      [head.members[0]?.id, 'owner'],
      [SOCRATES, 'member'],
      [ADA, 'member'],
    ])
    await parley.command(made, { type: 'post-message', text: 'Only here' })
    expect((await parley.snapshot(room)).timeline).toEqual(original.timeline)
  })

  test('[C3] asked for twice is made once, and an id of something else is refused', async () => {
    const room = await livelyRoom()
    const first = await fork(room, { id: 'fork-2', message: 'last' })
    expect(await fork(room, { id: 'fork-2', message: 'last' })).toEqual(first)
    expect((await fork(room, { id: 'fork-2', message: 'question' })).error?.code).toBe('id-reused')
    expect((await fork(room, { id: 'fork-3', message: 'gone' })).error?.code).toBe('message-not-found')
    expect((await fork('nowhere', { id: 'fork-3', message: 'last' })).error?.code).toBe('room-not-found')
  })

  test('[D1] of an autopilot room stays silent until somebody speaks', async () => {
    const room = await parley.createRoom([SOCRATES])
    const watcher = await parley.watch(room)
    await parley.command(room, { type: 'post-message', text: 'Hello?' }, 'hello')
    await watcher.until(({ type }) => type === 'turn-ended')
    watcher.close()
    const { room: made } = await fork(room, { id: 'fork-4', message: 'hello' })
    const live = await parley.watch(made)
    await parley.command(made, { type: 'post-message', text: 'Now you.' }, 'wake')
    const queued = await live.until(({ type }) => type === 'turn-queued')
    live.close()
    const wake = live.events.find(({ id }) => id === 'wake') as RoomEvent
    expect(queued.seq).toBeGreaterThan(wake.seq)
    expect((await parley.log(made)).filter(({ type }) => type === 'turn-queued')[0]?.seq).toBe(queued.seq)
  })

  test('its words can be found, and nothing of it is unread', async () => {
    const room = await livelyRoom()
    const { room: made } = await fork(room, { id: 'fork-5', message: 'last' })
    const found = (await (await parley.request('/api/search?q=virtue')).json()) as {
      messages: { room: string }[]
    }
    expect(found.messages.map((one) => one.room)).toContain(made)
    const { unread } = (await (await parley.request('/api/rooms')).json()) as {
      unread: { room: string; unread: number }[]
    }
    expect(unread.find((one) => one.room === made)?.unread).toBe(0)
  })

  test('has the files of its messages, though the first room is gone', async () => {
    const room = await livelyRoom()
    const path = (of: string) => `/api/rooms/${of}/attachments`
    const sent = await parley.request(`${path(room)}?name=notes.txt`, { method: 'POST', body: 'My notes' })
    const { id } = (await sent.json()) as { id: string }
    const command = { type: 'post-message', text: '', attachments: [id] }
    await parley.command(room, command as never, 'with-file')
    const { room: made } = await fork(room, { id: 'fork-7', message: 'with-file' })
    await parley.command(room, { type: 'delete-room' })
    expect(await (await parley.request(`${path(made)}/${id}`)).text()).toBe('My notes')
    const again = await exported(made)
    const [line] = (await imported(JSON.stringify(again))).lines
    expect((await parley.snapshot(line?.room ?? '')).timeline.at(-1)).toMatchObject({ text: '[notes.txt]' })
  })

  test('[S2] only people of the workspace make one; a guest may take its room along, and no other', async () => {
    const room = await livelyRoom()
    const owner = new Visitor(parley.server.url, { token: parley.token })
    const { body } = await owner.ask<{ path: string }>('POST', `/api/rooms/${room}/invitations`, {})
    const guest = new Visitor(parley.server.url)
    await guest.ask('POST', `/api${body.path}`, { id: randomUUID(), name: 'Gus' })
    const request = { id: 'fork-6', message: 'last' }
    expect((await guest.ask('POST', `/api/rooms/${room}/fork`, request)).error).toBe('forbidden')
    expect((await guest.ask('POST', '/api/imports')).error).toBe('forbidden')
    expect((await guest.ask('POST', '/api/agents/import')).error).toBe('forbidden')
    const elsewhere = await livelyRoom()
    expect((await guest.ask('GET', `/api/rooms/${elsewhere}/export`)).error).toBe('room-not-found')
    const file = await fetch(`${parley.server.url}/api/rooms/${room}/export`, { headers: guest.headers })
    expect(file.status).toBe(200)
  })
})

describe('[R5] export and import', () => {
  test('an export has the whole log, and importing it gives the same conversation', async () => {
    const room = await livelyRoom()
    const file = await exported(room)
    expect(file).toMatchObject({ format: 'parley-room', version: 1 })
    expect(file.events).toEqual(await parley.log(room))
    expect(file.timeline).toEqual((await parley.snapshot(room)).timeline)
    const { lines } = await imported(JSON.stringify(file))
    expect(lines).toMatchObject([{ number: 1, of: 1, title: 'Virtue', status: 'created' }])
    const again = await exported(lines[0]?.room ?? '')
    const visible = file.timeline.filter(({ deleted }) => deleted !== true)
    expect(bare(again.timeline)).toEqual(
      bare(visible).map((item) =>
        'status' in item && item.status === 'streaming' ? { ...item, status: 'interrupted' } : item,
      ),
    )
    expect(again.room.settings).toEqual({ ...file.room.settings })
    expect(again.room.members.map(({ id }) => id)).toEqual(file.room.members.map(({ id }) => id))
  })

  test('[C3] the same file again is there already; after a deletion it comes back', async () => {
    const file = JSON.stringify(await exported(await livelyRoom()))
    const [first] = (await imported(file)).lines
    const [second] = (await imported(file)).lines
    expect(second).toEqual({ ...first, status: 'there' })
    await parley.command(first?.room ?? '', { type: 'delete-room' })
    expect((await imported(file)).lines).toEqual([first])
    expect((await parley.snapshot(first?.room ?? '')).head.deleted).toBe(false)
  })

  test('[S2] a file from elsewhere cannot speak for people of this place; its agents keep their names', async () => {
    const file = await exported(await livelyRoom())
    const other = await openServer()
    const [line] = (await imported(JSON.stringify(file), other)).lines
    const { timeline, head } = await other.snapshot(line?.room ?? '')
    const question = timeline.find((item) => item.kind === 'message') as Message
    expect(question.by).toMatch(/^x_/)
    expect(question.imported?.people).toEqual([{ id: question.by, kind: 'person', name: 'Robin' }])
    expect(head.members.map(({ id }) => id)).toEqual([expect.stringMatching(/./), SOCRATES, ADA])
    await other.server.close()
  })

  test('Markdown is for reading, and names in it are only names', async () => {
    const room = await livelyRoom()
    await parley.command(room, { type: 'change-room', changes: { title: '# <b>Title</b>' } })
    const response = await parley.request(`/api/rooms/${room}/export?format=markdown`)
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="bTitleb.md"')
    const text = await response.text()
    expect(text).toContain(String.raw`# \# \<b\>Title\</b\>`)
    expect(text).toMatch(/\*\*Robin\*\* · \d\d:\d\d\n\nWhat is \*virtue\*\?\n\n_Ada Lovelace: heart_\n/)
    expect(text).not.toContain('To be deleted')
  })

  test.each([
    ['not JSON', '{"format":', /not JSON/],
    ['something else', '{"a":1}', /neither/],
    ['a list of nothing', '[]', /no conversation/],
    ['a newer version', '{"format":"parley-room","version":2}', /newer Parley/],
    ['half an export', '{"format":"parley-room","version":1}', /not a whole export/],
    ['a zip', 'PK\u0003\u0004', /Unpack/],
  ])('[S3] %s is refused in words', async (_, file, words) => {
    const { error } = await imported(file)
    expect(error).toMatchObject({ code: 'invalid-input', message: expect.stringMatching(words) })
  })
})

describe('[R5] ChatGPT’s export', () => {
  const node = (id: string, parent: string | null, message: object | null) => ({
    [id]: { id, parent, children: [], message },
  })
  const said = (role: string, text: string, time: number | null, more: object = {}) => ({
    author: { role },
    create_time: time,
    content: { content_type: 'text', parts: [text] },
    recipient: 'all',
    metadata: {},
    ...more,
  })
  const conversation = {
    title: 'Capitals',
    create_time: 1_706_745_600.5,
    current_node: 'n5',
    mapping: {
      ...node('root', null, null),
      ...node('sys', 'root', said('system', 'Be good.', null)),
      ...node('n1', 'sys', said('user', 'Capital of France?', 1_706_745_601)),
      ...node('n2', 'n1', said('assistant', 'Lyon.', 1_706_745_602)),
      ...node('n2b', 'n1', said('assistant', 'Paris.', 1_706_745_603)),
      ...node('n3', 'n2b', said('assistant', 'search("x")', 1_706_745_604, { recipient: 'browser' })),
      ...node('n4', 'n3', said('tool', 'result', 1_706_745_605)),
      ...node(
        'hidden',
        'n4',
        said('user', 'secret', 1_706_745_605, { metadata: { is_visually_hidden_from_conversation: true } }),
      ),
      ...node(
        'n5',
        'hidden',
        said('user', 'Thanks', null, {
          content: {
            content_type: 'multimodal_text',
            parts: [{ content_type: 'image_asset_pointer' }, 'Thanks'],
          },
        }),
      ),
    },
  }

  test('each conversation becomes a room with the branch that was seen last', async () => {
    const { lines } = await imported(
      JSON.stringify([
        conversation,
        { title: 'Bad', mapping: 1 },
        { ...conversation, title: 'Loop', mapping: { n5: { parent: 'n5', message: null } } },
      ]),
    )
    expect(lines.map(({ title, status }) => [title, status])).toEqual([
      ['Capitals', 'created'],
      ['Bad', 'refused'],
      ['Loop', 'refused'],
    ])
    const { head, timeline } = await parley.snapshot(lines[0]?.room ?? '')
    const me = head.members[0]?.id
    const bot = (timeline[1] as Message).by
    expect(timeline).toMatchObject([
      { by: me, text: 'Capital of France?', at: 1_706_745_601_000, imported: {} },
      { by: bot, text: 'Paris.', imported: { people: [{ name: 'ChatGPT', kind: 'agent' }] } },
      { by: me, text: '[image]\n\nThanks', at: 1_706_745_603_000 },
    ])
    expect(head.settings).toMatchObject({ title: 'Capitals', replyMode: 'manual' })
    expect(head.changedAt).toBe(1_706_745_603_000)
  })
})
