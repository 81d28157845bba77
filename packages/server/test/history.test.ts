import type { MemberId, RoomEvent } from '@parley/protocol'
import { afterEach, expect, test } from 'vitest'
import { gate, ScriptedServer } from './scripted-server.ts'
import type { ModelCall, ScriptedRoom, Script } from './scripted-server.ts'

const STEVE = 'a_steve-jobs' as MemberId
const SUMMARY = 'Robin likes nine roses. Steve wants them cut.'

let parley: ScriptedServer
afterEach(async () => expect(await parley.close()).toEqual([]))

const isSummary = ({ prompt }: ModelCall) => prompt.includes('"task":"summarise"')
const summaries = () => parley.calls.filter(isSummary)
const replies = () => parley.calls.filter((call) => !isSummary(call))

/** A manual room whose prompts show 500 tokens of its conversation. */
async function openRoom(script: Script): Promise<ScriptedRoom> {
  parley = await ScriptedServer.open(script, { PARLEY_HISTORY_TOKENS: '500' })
  return parley.room([STEVE], { replyMode: 'manual' } as never)
}

const script: Script = (call) => (isSummary(call) ? { content: SUMMARY } : { content: 'Cut them.' })

async function talk(room: ScriptedRoom, count: number, topic = 'roses'): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    ids.push(await room.post(`Message ${index}: there are many ${topic} in this garden, more than before.`))
  }
  return ids
}

async function answered(room: ScriptedRoom, count: number): Promise<void> {
  await room.ask(STEVE)
  await room.nth('turn-ended', count)
}

const made = (room: ScriptedRoom) =>
  room.watcher.events.filter(
    (event): event is RoomEvent<'history-summarised'> => event.type === 'history-summarised',
  )

test('[M6] a conversation that grows long is summarised once; later prompts begin with that, the words stay', async () => {
  const room = await openRoom(script)
  const [first = ''] = await talk(room, 12)
  await answered(room, 1)
  const summarised = await room.nth('history-summarised')
  expect(summarised).toMatchObject({ by: 'system', data: { text: SUMMARY } })
  expect(summaries()[0]?.prompt).toContain('Message 0: there are many roses')

  await answered(room, 2)
  await answered(room, 3)
  expect(summaries()).toHaveLength(1)
  const [, second, third] = replies().map(({ prompt }) => prompt)
  expect(second).toContain(`{"event":"earlier-messages-summarised","summary":"${SUMMARY}"}`)
  expect(second).not.toContain('Message 0')
  expect(second).toContain('Message 11')
  expect(third?.startsWith(second?.split('{"task"')[0] ?? '?'), 'the beginning stays').toBe(true)
  expect((await room.head()).summary).toEqual({ event: summarised.id, upTo: summarised.data.upTo })
  expect((await room.timeline()).some(({ id }) => id === first)).toBe(true)
})

test('[M6] the next summary is made of the one before and of what was said since', async () => {
  const room = await openRoom(script)
  await talk(room, 12)
  await answered(room, 1)
  await room.nth('history-summarised')
  await talk(room, 12, 'tulips')
  await answered(room, 2)
  const second = await room.nth('history-summarised', 2)
  expect(second.data.upTo).toBeGreaterThan(made(room)[0]?.data.upTo ?? Infinity)
  expect(summaries()[1]?.prompt).toContain(SUMMARY)
  expect(summaries()[1]?.prompt).toContain('tulips')
  expect(summaries()[1]?.prompt).not.toContain('Message 0: there are many roses')
})

test('[D14 M6] what is deleted leaves the summary, also while that is being made', async () => {
  const asked = gate()
  const writing = gate()
  const room = await openRoom(async (call) => {
    if (!isSummary(call)) return { content: 'Cut them.' }
    asked.open()
    await writing.opened
    return { content: SUMMARY }
  })
  const [first = '', second = ''] = await talk(room, 12)
  await answered(room, 1)
  await asked.opened
  await room.command({ type: 'delete-message', message: first as never })
  writing.open()
  await answered(room, 2)
  await room.nth('history-summarised')
  expect(summaries().length, 'the first one was dropped').toBeGreaterThan(1)
  expect(summaries().at(-1)?.prompt).not.toContain('Message 0')

  await room.command({ type: 'edit-message', message: second as never, text: 'Never mind.' })
  expect((await room.head()).summary).toBeUndefined()
})

test('[M6 M8] a summary that fails keeps nobody waiting: prompts leave out the oldest', async () => {
  const room = await openRoom((call) =>
    isSummary(call) ? { error: { message: 'no' }, status: 401 } : { content: 'Cut them.' },
  )
  await talk(room, 40)
  await answered(room, 1)
  await answered(room, 2)
  expect(room.outcomes()).toEqual(['spoke', 'spoke'])
  expect(summaries()).toHaveLength(1)
  expect(replies().at(-1)?.prompt).toContain('{"event":"earlier-messages-not-shown"}')
  expect(replies().at(-1)?.prompt).toContain('Message 39')
})

test('[D13 M6] a summary is charged to the budget of its room, and is not made beyond it', async () => {
  const room = await openRoom(script)
  await room.command({ type: 'change-room', changes: { budget: { tokens: 1 } } })
  await talk(room, 12)
  await answered(room, 1)
  expect(room.outcomes()).toEqual(['capped'])
  expect(parley.calls).toEqual([])
})
