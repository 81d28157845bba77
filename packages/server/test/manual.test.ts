import type { WireError } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { gate, ScriptedServer } from './scripted-server.ts'
import type { Script } from './scripted-server.ts'

const ADA = 'a_ada-lovelace'
const SOCRATES = 'a_socrates'
const JIRO = 'a_jiro-ono'
const MANUAL = { replyMode: 'manual' } as const

let server: ScriptedServer
afterEach(async () => {
  expect(await server.close()).toEqual([])
})

async function openRoom(script: Script, members: readonly string[] = [ADA, SOCRATES, JIRO]) {
  server = await ScriptedServer.open(script)
  return server.room(members, MANUAL)
}

const byName: Script = ({ self }) => ({ content: `I am ${self}.` })

test('[D11] who is asked answers, and is told by whom it was asked', async () => {
  const room = await openRoom(byName)
  await room.post('Tea or coffee?')
  await room.ask(SOCRATES)
  await room.nth('turn-ended')
  expect((await room.said()).slice(1)).toEqual([`${SOCRATES}: I am socrates.`])
  expect(server.calls).toHaveLength(1)
  expect(server.calls[0]?.prompt).toContain('"asked-by":"Robin"')
  expect(server.calls[0]?.prompt).toContain('only when somebody asks')
})

test('[D11] asking all: in order of joining, each sees the one before, and the room shows who is busy', async () => {
  const { opened, open } = gate()
  const room = await openRoom(async (call) => {
    if (call.self === 'ada-lovelace') await opened
    return byName(call)
  })
  await room.post('Introduce yourselves.')
  await room.ask()
  await room.nth('turn-advanced', 1, ({ phase }) => phase === 'thinking')
  const busy = await room.head()
  expect(busy.asked.map(({ member }) => member)).toEqual([ADA, SOCRATES, JIRO])
  expect(busy.turns.map(({ speaker, phase }) => [speaker, phase])).toEqual([[ADA, 'thinking']])
  open()
  await room.nth('turn-ended', 3)
  expect((await room.said()).slice(1)).toEqual([
    `${ADA}: I am ada-lovelace.`,
    `${SOCRATES}: I am socrates.`,
    `${JIRO}: I am jiro-ono.`,
  ])
  expect(server.calls[1]?.prompt).toContain('"from":"Ada Lovelace","text":"I am ada-lovelace."')
  expect(server.calls[2]?.prompt).toContain('"from":"Socrates","text":"I am socrates."')
  const idle = await room.head()
  expect([idle.asked, idle.turns]).toEqual([[], []])
})

test('[D11] a person’s @mention asks, in the order of the names; a name alone, or an agent’s @, asks nobody', async () => {
  const room = await openRoom(({ self }) => ({ content: `I am ${self}. @Jiro?` }))
  await room.post('Socrates would know. What did Socrates say?')
  await room.post('@socrates and @Ada, who is right?')
  await room.nth('turn-ended', 2)
  await room.post('Thanks.')
  await room.ask(JIRO)
  await room.nth('turn-ended', 3)
  const authors = (await room.said()).map((line) => line.split(':')[0])
  expect(authors.filter((by) => by?.startsWith('a_'))).toEqual([SOCRATES, ADA, JIRO])
  expect(server.calls[0]?.prompt).toContain('"asked-by":"Robin"')
})

test('[D4 D11] what people say meanwhile does not touch an answer', async () => {
  const { opened, open } = gate()
  const room = await openRoom(async (call) => {
    await opened
    return byName(call)
  })
  await room.ask(ADA)
  await room.nth('turn-advanced', 1, ({ phase }) => phase === 'thinking')
  await room.post('While we wait: lovely day.')
  open()
  await room.nth('turn-ended')
  expect(room.outcomes()).toEqual(['spoke'])
})

test('[D14] stop: the one who answers ends, those who wait never begin', async () => {
  const room = await openRoom(({ self }) => ({ content: `I am ${self}. `.repeat(40) }))
  await room.ask()
  await room.nth('message-appended')
  await room.command({ type: 'stop-turns' })
  const ended = await room.nth('turn-ended')
  expect(ended.data.outcome).toBe('stopped')
  const { asked, turns } = await room.head()
  expect([asked, turns]).toEqual([[], []])
  const [cut, line] = await room.timeline()
  expect(cut).toMatchObject({ by: ADA, status: 'interrupted' })
  expect(line).toMatchObject({ kind: 'line', line: { type: 'stopped', name: 'Robin' } })
  await room.ask(SOCRATES)
  await room.nth('turn-ended', 2)
  expect(server.calls.map(({ self }) => self)).toEqual(['ada-lovelace', 'socrates'])
})

describe('[D11] the same trigger', () => {
  test('a hundred times at once with one id runs once', async () => {
    const room = await openRoom(byName)
    const command = { type: 'request-turn', intent: 'ask', agents: [ADA] } as never
    const id = randomUUID()
    const seqs = await Promise.all(Array.from({ length: 100 }, () => room.command(command, id)))
    expect(new Set(seqs).size).toBe(1)
    await room.nth('turn-ended')
    await room.ask(SOCRATES)
    await room.nth('turn-ended', 2)
    expect(server.calls.map(({ self }) => self)).toEqual(['ada-lovelace', 'socrates'])
    expect(await room.said()).toHaveLength(2)
  })

  test('a hundred times with a hundred ids, before the answer is visible, is answered once', async () => {
    const { opened, open } = gate()
    const room = await openRoom(async (call) => {
      await opened
      return byName(call)
    })
    await Promise.all(Array.from({ length: 100 }, () => room.ask(ADA)))
    expect((await room.head()).asked).toHaveLength(1)
    open()
    await room.nth('turn-ended')
    await room.ask(SOCRATES)
    await room.nth('turn-ended', 2)
    expect(server.calls.map(({ self }) => self)).toEqual(['ada-lovelace', 'socrates'])
  })
})

test('[M8 D14] who failed is who tries again', async () => {
  let isBroken = true
  const room = await openRoom((call) => (isBroken ? { error: { message: 'no' }, status: 401 } : byName(call)))
  await room.ask(SOCRATES)
  const failed = await room.nth('turn-ended')
  expect(failed.data).toMatchObject({ outcome: 'failed', failure: { code: 'provider-unauthorized' } })
  isBroken = false
  await room.command({ type: 'request-turn', intent: 'retry', turn: failed.data.turn })
  await room.nth('turn-ended', 2)
  expect(await room.said()).toEqual([`${SOCRATES}: I am socrates.`])
})

describe('[D11] a trigger that cannot be is refused with a clear error', () => {
  async function refusal(room: string, command: object) {
    const body = JSON.stringify({ id: randomUUID(), command: { type: 'request-turn', ...command } })
    const response = await server.channel.parley.request(`/api/rooms/${room}/commands`, {
      method: 'POST',
      body,
    })
    const { error } = (await response.json()) as { error: WireError }
    expect(error.message).not.toBe('')
    return [response.status, error.code]
  }

  test.each([
    [
      'an agent that is not in the room',
      { intent: 'ask', agents: [ADA, 'a_elon-musk'] },
      404,
      'member-not-found',
    ],
    ['a person', { intent: 'ask', agents: ['self'] }, 404, 'member-not-found'],
    ['a paused agent', { intent: 'ask', agents: [JIRO] }, 422, 'agent-required'],
    ['start', { intent: 'start' }, 422, 'not-supported'],
    ['continue', { intent: 'continue' }, 422, 'not-supported'],
    ['a retry of nothing', { intent: 'retry', turn: 't1' }, 404, 'turn-not-found'],
    ['regenerating nothing', { intent: 'regenerate' }, 400, 'invalid-input'],
    ['regenerating what is not there', { intent: 'regenerate', message: 'm' }, 404, 'message-not-found'],
  ])('%s', async (_, command, status, code) => {
    const room = await openRoom(byName)
    await server.channel.parley.request(`/api/agents/${JIRO}`, { method: 'PATCH', body: '{"paused":true}' })
    await room.nth('member-changed')
    const before = await room.head()
    const self = before.members.find(({ kind }) => kind === 'person')?.id
    const named = JSON.parse(JSON.stringify(command).replace('"self"', `"${self}"`)) as object
    expect(await refusal(room.id, named)).toEqual([status, code])
    expect(await room.head(), 'nothing half done').toEqual(before)
  })

  test('a room of people only', async () => {
    const room = await openRoom(byName, [])
    expect(await refusal(room.id, { intent: 'ask' })).toEqual([422, 'agent-required'])
  })

  test('[D13] only those who lead the room may let it go beyond its budget', async () => {
    const room = await openRoom(byName)
    const kim = await server.channel.person('Kim')
    await room.command({ type: 'add-member', member: kim.id })
    const command = { type: 'request-turn', intent: 'ask', beyondBudget: true }
    const body = JSON.stringify({ id: 'c1', command })
    const headers = { authorization: `Bearer ${kim.token}` }
    const path = `/api/rooms/${room.id}/commands`
    const response = await server.channel.parley.request(path, { method: 'POST', body, headers })
    expect([response.status, await response.json()]).toMatchObject([403, { error: { code: 'forbidden' } }])
  })
})

test('[D13] an agent that is a program of its own sets nobody going and stops nobody', async () => {
  const room = await openRoom(byName)
  const made = await server.channel.parley.request(`/api/agents/${ADA}/tokens`, {
    method: 'POST',
    body: '{}',
  })
  const { token } = (await made.json()) as { token: string }
  const headers = { authorization: `Bearer ${token}` }
  for (const command of [{ type: 'request-turn', intent: 'ask' }, { type: 'stop-turns' }]) {
    const body = JSON.stringify({ id: randomUUID(), command })
    const path = `/api/rooms/${room.id}/commands`
    const response = await server.channel.parley.request(path, { method: 'POST', body, headers })
    expect([response.status, await response.json()]).toMatchObject([403, { error: { code: 'forbidden' } }])
  }
  expect(server.calls).toEqual([])
})
