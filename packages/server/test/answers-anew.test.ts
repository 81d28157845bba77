import type { CommandInput, EventId, NewEvent, RoomId } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ScriptedServer } from './scripted-server.ts'
import type { ScriptedRoom } from './scripted-server.ts'

const ADA = 'a_ada-lovelace'
const SOCRATES = 'a_socrates'

let server: ScriptedServer
let answers: number
beforeEach(async () => {
  answers = 0
  server = await ScriptedServer.open(({ self }) => {
    answers += 1
    return { content: `${self}, answer ${answers}.` }
  })
})
afterEach(async () => {
  expect(await server.close()).toEqual([])
})

/** A manual room in which Robin asked both, said something, and asked Ada again. */
async function openRoom(): Promise<{ room: ScriptedRoom; question: string; first: string }> {
  const room = await server.room([ADA, SOCRATES], { replyMode: 'manual' })
  const question = await room.post('What is a number?')
  await room.ask()
  await room.nth('turn-ended', 2)
  await room.post('I see.')
  await room.ask(ADA)
  await room.nth('turn-ended', 3)
  const first = (await room.nth('message-started')).id
  return { room, question, first }
}

const FOUR = [
  'What is a number?',
  'ada-lovelace, answer 1.',
  'socrates, answer 2.',
  'I see.',
  'ada-lovelace, answer 3.',
]
const texts = async (room: ScriptedRoom) =>
  (await room.said()).map((line) => line.slice(line.indexOf(': ') + 2))

describe('[D14] regenerate', () => {
  const regenerate = (message: string) =>
    ({ type: 'request-turn', intent: 'regenerate', message }) as CommandInput

  test('the answer and what agents said after it go, what people said stays, its author answers anew', async () => {
    const { room, first } = await openRoom()
    expect(await texts(room)).toEqual(FOUR)
    await room.command(regenerate(first))
    await room.nth('turn-ended', 4)
    expect(await texts(room)).toEqual(['What is a number?', 'I see.', 'ada-lovelace, answer 4.'])
    expect(server.calls.at(-1)?.prompt, 'the old answers are in no context').not.toMatch(/answer [123]/)
    const requested = await room.nth('turn-requested', 1, ({ intent }) => intent === 'regenerate')
    expect(requested.data).toEqual({ intent: 'regenerate', agents: [ADA] })
  })

  test('[C3] fifty times at once with one id: once, and afterwards it answers as before', async () => {
    const { room, first } = await openRoom()
    const id = randomUUID()
    const seqs = await Promise.all(Array.from({ length: 50 }, () => room.command(regenerate(first), id)))
    await room.nth('turn-ended', 4)
    expect(new Set([...seqs, await room.command(regenerate(first), id)]).size).toBe(1)
    expect(server.calls).toHaveLength(4)
    await expect(room.command(regenerate(first), 'other')).rejects.toThrow('message-not-found')
  })

  test('lines about turns go with them; who came and went stays', async () => {
    const { room, first } = await openRoom()
    await room.command({ type: 'add-member', member: 'a_jiro-ono' as never })
    await room.ask(SOCRATES)
    await room.command({ type: 'stop-turns' })
    await room.nth('turn-ended', 4)
    await room.command(regenerate(first))
    await room.nth('turn-ended', 5)
    const lines = (await room.timeline()).filter(({ kind, deleted }) => kind === 'line' && deleted !== true)
    expect(lines).toMatchObject([{ line: { type: 'member-added' } }])
  })

  test('refused: what a person said, and an author who has left', async () => {
    const { room, question, first } = await openRoom()
    await expect(room.command(regenerate(question))).rejects.toThrow('not-supported')
    await room.command({ type: 'remove-member', member: ADA as never })
    await expect(room.command(regenerate(first))).rejects.toThrow('member-not-found')
    expect(await texts(room)).toEqual(FOUR)
  })

  test('refused where too much came after it, with nothing done', async () => {
    const { room, first } = await openRoom()
    const events = Array.from({ length: 497 }, (_, index): NewEvent => {
      const id = `more-${index}` as EventId
      return { type: 'message-posted', id, by: 'p_somebody' as never, data: { text: 'more' } }
    }) as [NewEvent, ...NewEvent[]]
    const flood = { room: room.id as RoomId, at: Date.now(), fingerprint: 'flood' }
    await server.channel.store.append({ ...flood, events })
    await room.command(regenerate(first), 'fits').then(() => room.nth('turn-ended', 4))
    const last = (await room.timeline()).at(-1)
    const more = events.concat(events.slice(0, 4)).map((event, index) => ({ ...event, id: `again-${index}` }))
    await server.channel.store.append({ ...flood, events: more as typeof events })
    await expect(room.command(regenerate(last?.id ?? ''))).rejects.toThrow('too-large')
  })

  test('in autopilot its author answers, and the others go on', async () => {
    const room = await server.room([ADA])
    await room.post('What is a number?')
    await room.nth('turn-ended')
    const first = (await room.nth('message-started')).id
    await room.command(regenerate(first))
    await room.nth('turn-ended', 2)
    expect(await texts(room)).toEqual(['What is a number?', 'ada-lovelace, answer 2.'])
  })
})

describe('[D14] edit', () => {
  const edit = (message: string, text: string, rerun?: true) =>
    ({ type: 'edit-message', message, text, ...(rerun ? { rerun } : {}) }) as CommandInput

  test('another text, and nothing else happens', async () => {
    const { room, question } = await openRoom()
    await room.command(edit(question, 'What is zero?'))
    expect(await texts(room)).toEqual(['What is zero?', ...FOUR.slice(1)])
    expect((await room.timeline())[0]).toMatchObject({ id: question, editedAt: expect.any(Number) as never })
    expect(server.calls).toHaveLength(3)
  })

  test('with rerun: what agents said after it goes, and it is answered as if just said', async () => {
    const { room, question } = await openRoom()
    const id = randomUUID()
    const command = edit(question, '@Socrates, what is zero?', true)
    const seqs = await Promise.all([room.command(command, id), room.command(command, id)])
    await room.nth('turn-ended', 4)
    expect(seqs[0]).toBe(seqs[1])
    expect(await room.command(command, id)).toBe(seqs[0])
    expect(await texts(room)).toEqual(['@Socrates, what is zero?', 'I see.', 'socrates, answer 4.'])
    expect(server.calls).toHaveLength(4)
  })

  test('with rerun in autopilot', async () => {
    const room = await server.room([ADA])
    const question = await room.post('What is a number?')
    await room.nth('turn-ended')
    await room.command(edit(question, 'What is zero?', true))
    await room.nth('turn-ended', 2)
    expect(await texts(room)).toEqual(['What is zero?', 'ada-lovelace, answer 2.'])
    expect(server.calls.at(-1)?.prompt).not.toContain('What is a number?')
  })

  test('refused: somebody else’s, what is not there, no text, too much text', async () => {
    const { room, question, first } = await openRoom()
    await expect(room.command(edit(first, 'Mine now'))).rejects.toThrow('forbidden')
    await expect(room.command(edit('nothing', 'x'))).rejects.toThrow('message-not-found')
    await expect(room.command(edit(question, ' '))).rejects.toThrow('empty-text')
    await expect(room.command(edit(question, 'é'.repeat(9_000), true))).rejects.toThrow('too-large')
    expect(await texts(room)).toEqual(FOUR)
  })
})

describe('[D14] delete', () => {
  const remove = (message: string) => ({ type: 'delete-message', message }) as CommandInput

  test('its words and reactions are gone everywhere; its author can bring it back', async () => {
    const { room, question } = await openRoom()
    await room.command({ type: 'add-reaction', message: question as never, reaction: 'heart' })
    await room.command(remove(question))
    expect((await room.timeline())[0]).toMatchObject({ deleted: true, text: '', reactions: [] })
    await room.ask(SOCRATES)
    await room.nth('turn-ended', 4)
    expect(server.calls.at(-1)?.prompt).not.toContain('What is a number?')
    for (const command of [
      remove(question),
      { type: 'add-reaction', message: question, reaction: 'like' } as CommandInput,
    ])
      await expect(room.command(command)).rejects.toThrow('message-not-found')
    await room.command({ type: 'edit-message', message: question as never, text: 'What is a number?' })
    expect((await texts(room))[0]).toBe('What is a number?')
  })

  test('one’s own, or anybody’s for who leads the room', async () => {
    const { room, question, first } = await openRoom()
    const kim = await server.channel.person('Kim')
    await room.command({ type: 'add-member', member: kim.id })
    const asKim = async (command: CommandInput) => {
      const body = JSON.stringify({ id: randomUUID(), command })
      const headers = { authorization: `Bearer ${kim.token}` }
      const path = `/api/rooms/${room.id}/commands`
      return (await server.channel.parley.request(path, { method: 'POST', body, headers })).status
    }
    expect(await asKim(remove(question))).toBe(403)
    expect(await asKim({ type: 'edit-message', message: question as never, text: 'Ha' })).toBe(403)
    await room.command(remove(first))
    expect(await texts(room)).toEqual(FOUR.toSpliced(1, 1))
  })

  test('what somebody who leads the room deleted does not come back by an edit of its author', async () => {
    const { room } = await openRoom()
    const kim = await server.channel.person('Kim')
    await room.command({ type: 'add-member', member: kim.id })
    const client = await server.channel.client(kim.token)
    const edit = (message: string, rerun?: true) =>
      client.command(room.id, {
        type: 'edit-message',
        message: message as never,
        text: 'Here again.',
        ...(rerun ? { rerun } : {}),
      })
    client.post(room.id, 'Buy my watches!', 'kims-ad')
    client.post(room.id, 'Sorry.', 'kims-regret')
    await client.acks(2)
    await room.command(remove('kims-ad'))
    for (const rerun of [undefined, true] as const) {
      edit('kims-ad', rerun)
      expect((await client.next('error')).error).toMatchObject({ code: 'forbidden', retryable: false })
    }
    client.command(room.id, remove('kims-regret'))
    await client.acks(1)
    edit('kims-regret')
    await client.acks(1)
    expect((await texts(room)).slice(-1)).toEqual(['Here again.'])
    expect((await room.timeline()).find(({ id }) => id === 'kims-ad')).toMatchObject({
      text: '',
      deleted: true,
      deletedBy: expect.stringMatching(/^p_/) as string,
    })
  })
})

test('[D10] a context reaches back past what was deleted, however much that is', async () => {
  const { room, question } = await openRoom()
  const ids = Array.from({ length: 150 }, (_, index) => `gone-${index}` as EventId)
  const by = (await room.head()).members[0]?.id as never
  const events = ids.flatMap((id): NewEvent[] => [
    { type: 'message-posted', id, by, data: { text: `gone ${id}` } },
    { type: 'message-deleted', id: `${id}-deleted` as EventId, by, data: { message: id } },
  ]) as [NewEvent, ...NewEvent[]]
  await server.channel.store.append({ room: room.id as RoomId, events, at: Date.now(), fingerprint: 'gone' })
  await room.ask(SOCRATES)
  await room.nth('turn-ended', 4)
  expect(question).not.toBe('')
  const prompt = server.calls.at(-1)?.prompt
  expect(prompt).toContain('What is a number?')
  expect(prompt).not.toContain('gone')
})
