import type { MemberId } from '@parley/protocol'
import { afterEach, expect, test } from 'vitest'
import { gate, ScriptedServer } from './scripted-server.ts'
import type { ModelCall, ScriptedRoom, Script } from './scripted-server.ts'

const STEVE = 'a_steve-jobs' as MemberId

let parley: ScriptedServer
afterEach(async () => expect(await parley.close()).toEqual([]))

const isTitle = ({ prompt }: ModelCall) => prompt.includes('"task":"title"')
const asked = () => parley.calls.filter(isTitle)
const script =
  (title: string): Script =>
  (call) =>
    isTitle(call) ? { content: title } : { content: 'Cut them.' }

async function open(
  answer: Script,
  more: object = {},
  settings: Record<string, string> = {},
): Promise<ScriptedRoom> {
  parley = await ScriptedServer.open(answer, settings, { titles: true })
  return parley.room([STEVE], { replyMode: 'manual', ...more })
}

async function exchange(room: ScriptedRoom, number: number, text = 'What about the roses?'): Promise<void> {
  await room.post(text)
  await room.ask(STEVE)
  await room.nth('turn-ended', number)
}

const titleOf = async (room: ScriptedRoom) => (await room.head()).settings.title

test('[R5] a room that nobody has named is named after its first exchange, by nobody and without a line', async () => {
  const room = await open(script('"Roses, and when to cut them."'))
  await exchange(room, 1)
  const changed = await room.nth('room-changed')
  expect(changed).toMatchObject({ by: 'system', data: { title: 'Roses, and when to cut them' } })
  expect(await titleOf(room)).toBe('Roses, and when to cut them')
  expect(asked()[0]?.prompt).toContain('What about the roses?')
  expect((await room.timeline()).map(({ kind }) => kind)).toEqual(['message', 'message'])
})

test('[R5] once: later exchanges and a name that somebody took away again change nothing', async () => {
  const room = await open(script('Roses'))
  await exchange(room, 1)
  await room.nth('room-changed')
  await room.command({ type: 'change-room', changes: { title: '' } } as never)
  await exchange(room, 2)
  await exchange(room, 3)
  expect(asked()).toHaveLength(1)
  expect(await titleOf(room)).toBe('')
})

test('[R5] the name that somebody gives, before or meanwhile, stays', async () => {
  const asking = gate()
  const writing = gate()
  const room = await open(async (call) => {
    if (!isTitle(call)) return { content: 'Cut them.' }
    asking.open()
    await writing.opened
    return { content: 'Roses' }
  })
  await exchange(room, 1)
  await asking.opened
  await room.command({ type: 'change-room', changes: { title: 'Garden' } } as never)
  writing.open()
  await exchange(room, 2)
  expect(await titleOf(room)).toBe('Garden')
  const named = await parley.room([STEVE], { replyMode: 'manual', title: 'Shed' } as never)
  await exchange(named, 1)
  expect(await titleOf(named)).toBe('Shed')
  expect(asked()).toHaveLength(1)
})

test('[R5 M8] where it fails, the next answer asks again, and nobody hears of it', async () => {
  let tries = 0
  const room = await open((call) => {
    if (!isTitle(call)) return { content: 'Cut them.' }
    tries += 1
    return tries === 1
      ? { error: { message: 'no', type: 'auth' }, status: 401 }
      : { content: 'Roses at last' }
  })
  await exchange(room, 1)
  await expect.poll(() => tries).toBe(1)
  await exchange(room, 2)
  expect(await room.nth('room-changed')).toMatchObject({ data: { title: 'Roses at last' } })
  expect((await room.timeline()).every(({ kind }) => kind === 'message')).toBe(true)
})

test('[R5] a conversation that has long begun keeps the names of its members', async () => {
  const room = await open(script('Roses'))
  for (let count = 0; count < 9; count += 1) await room.post(`Message ${count}`)
  await exchange(room, 1)
  await exchange(room, 2)
  expect(asked()).toEqual([])
})

test('[R5 M2] the rehearsal model names a room by what was spoken of', async () => {
  const room = await open(script(''), {}, { PARLEY_MODEL: 'rehearsal:improv', PARLEY_PACE: 'instant' })
  await exchange(room, 1, 'What do you think about the price of honey?')
  expect(await room.nth('room-changed')).toMatchObject({ data: { title: 'The price of honey' } })
})
