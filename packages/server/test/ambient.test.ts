import { afterEach, expect, test } from 'vitest'
import { gate, ScriptedServer } from './scripted-server.ts'
import type { Script } from './scripted-server.ts'

const ADA = 'a_ada-lovelace'
const SOCRATES = 'a_socrates'
const AMBIENT = { replyMode: 'ambient' } as const

let server: ScriptedServer
afterEach(async () => {
  expect(await server.close()).toEqual([])
})

/** A room of Robin, Kim and two agents. */
async function openRoom(script: Script) {
  server = await ScriptedServer.open(script)
  const kim = await server.channel.person('Kim')
  return server.room([kim.id, ADA, SOCRATES], AMBIENT)
}

function decides(answer: object) {
  return { toolCalls: [{ name: 'decide', arguments: JSON.stringify(answer) }] }
}

test('[D10] who is addressed answers, and no model is asked whether', async () => {
  const room = await openRoom(() => ({ content: 'Numbers never bore me.' }))
  await room.post('Ada, do numbers bore you?')
  await room.nth('turn-ended')
  expect(await room.said()).toContain(`${ADA}: Numbers never bore me.`)
  expect(server.calls.map(({ self, tool }) => [self, tool])).toEqual([['ada-lovelace', undefined]])
  expect(server.calls[0]?.prompt).toContain('Be brief')
})

test('[D10] what people say to each other stays theirs: silence, with its reasons, and no call', async () => {
  const room = await openRoom(() => ({ content: 'Not me.' }))
  const message = await room.post('Kim, see you at eight then.')
  const kept = await room.nth('silence-kept')
  expect(kept.data.reasons[0]).toEqual({ code: 'person-spoke', event: message })
  expect(kept.data.reasons.length).toBeGreaterThan(1)
  expect(server.calls).toEqual([])
  expect((await room.head()).turns).toEqual([])
})

test('[D10 D12] where it is not clear a model is asked once, and its silence is an answer', async () => {
  const room = await openRoom(() =>
    decides({ who: 'nobody', reason: 'They mean each other.', confidence: 0.9 }),
  )
  await room.post('Anybody hungry?')
  const ended = await room.nth('turn-ended')
  expect(ended.data).toMatchObject({
    outcome: 'stayed-silent',
    reasons: [{ code: 'model-declined', score: 0.9, note: 'They mean each other.' }],
    usage: { model: 'custom:scripted' },
  })
  expect(server.calls.map(({ tool }) => tool)).toEqual(['decide'])
  expect(await room.said()).toHaveLength(1)
})

test('[D10] whom the model picks speaks by its own model; an answer that cannot be used is corrected', async () => {
  let asked = 0
  const room = await openRoom(({ tool }) => {
    if (tool !== 'decide') return { content: 'I had an olive.' }
    asked += 1
    return decides({
      who: asked === 1 ? 'zeus' : 'socrates',
      reason: 'He is always hungry.',
      confidence: 0.8,
    })
  })
  await room.post('Anybody hungry?')
  await room.nth('turn-ended')
  expect(await room.said()).toContain(`${SOCRATES}: I had an olive.`)
  expect(server.calls.map(({ tool }) => tool)).toEqual(['decide', 'decide', undefined])
  const picked = await room.nth('turn-advanced', 1, (data) => data.phase === 'thinking')
  expect(picked.data.reasons).toEqual([
    { code: 'model-choice', member: SOCRATES, score: 0.8, note: 'He is always hungry.' },
  ])
})

test('[D8 D10] a reaction can be all there is to say', async () => {
  const room = await openRoom(() =>
    decides({ who: 'nobody', reaction: 'laugh', reason: 'Funny.', confidence: 0.9 }),
  )
  const message = await room.post('Anybody seen my glasses? They are on my nose?')
  const ended = await room.nth('turn-ended')
  expect(ended.data.outcome).toBe('reacted')
  const [item] = await room.timeline()
  expect(item).toMatchObject({ id: message, reactions: [{ reaction: 'laugh' }] })
})

test('[D4] a reply that is visible goes on past what a person says, whole', async () => {
  const words = 'One small step after another. '.repeat(12).trim()
  const room = await openRoom(({ tool }) =>
    tool === 'decide' ? decides({ who: 'nobody', reason: '', confidence: 1 }) : { content: words },
  )
  await room.post('Ada, how do you compute?')
  await room.nth('message-appended')
  await room.post('Kim, listen to this.')
  const finished = await room.nth('message-finished')
  expect(finished.data).toMatchObject({ status: 'complete', text: words })
  await room.nth('turn-ended')
  expect(room.outcomes()[0]).toBe('spoke')
  const between = room.watcher.events.findIndex(
    (event) => event.type === 'message-posted' && event.data.text.startsWith('Kim,'),
  )
  const after = room.watcher.events.slice(between).filter(({ type }) => type === 'message-appended')
  expect(after.length, 'it was still going on').toBeGreaterThan(1)
})

test('[D4] what nobody has seen yet is dropped when a person goes on, and answered anew', async () => {
  const { opened, open } = gate()
  let calls = 0
  const room = await openRoom(async () => {
    calls += 1
    if (calls === 1) await opened
    return { content: calls === 1 ? 'Stale.' : 'Fresh.' }
  })
  await room.post('Ada, how do you compute?')
  await room.nth('turn-advanced', 1, ({ phase }) => phase === 'thinking')
  await room.post('By hand, I mean?')
  await room.nth('turn-ended', 1, ({ outcome }) => outcome === 'interrupted')
  await room.nth('turn-ended', 1, ({ outcome }) => outcome === 'spoke')
  open()
  expect(await room.said()).toContain(`${ADA}: Fresh.`)
  expect((await room.said()).join()).not.toContain('Stale')
})

test('[M5] an agent in whose name another spoke gets to speak for itself', async () => {
  const room = await openRoom(({ self }) => ({
    content: self === 'socrates' ? 'I would ask what counting is.' : 'I count.\nSocrates: I agree with Ada.',
  }))
  await room.post('Ada, what do you do all day?')
  await room.nth('turn-ended', 2)
  expect(await room.said()).toEqual([
    expect.stringContaining('all day?'),
    `${ADA}: I count.`,
    `${SOCRATES}: I would ask what counting is.`,
  ])
  expect((await room.nth('message-finished')).data).toMatchObject({ cutFor: SOCRATES, finishReason: 'cut' })
  const queued = await room.nth('turn-queued', 2)
  expect(queued.data.plan.reasons).toContainEqual(
    expect.objectContaining({ code: 'spoken-for', member: SOCRATES }),
  )
})

test('[M5] the same in autopilot, where one answer carries the words', async () => {
  server = await ScriptedServer.open(({ prompt }) => {
    const [speaker] = /"speakers":\["([a-z-]+)"/.exec(prompt)?.slice(1) ?? []
    const message = speaker === 'ada-lovelace' ? 'I count.\nSocrates: I agree.' : 'Do you?'
    return { toolCalls: [{ name: 'say', arguments: JSON.stringify({ speaker, message }) }] }
  })
  const room = await server.room([ADA, SOCRATES, 'a_jiro-ono'], { maxConsecutiveAgentMessages: 2 } as never)
  await room.post('Ada, what do you do?')
  await room.nth('room-silenced')
  expect((await room.said()).slice(1)).toEqual([`${ADA}: I count.`, `${SOCRATES}: Do you?`])
  expect(room.watcher.events.find((event) => event.by === ADA)?.data).toMatchObject({ cutFor: SOCRATES })
})

test('[D2 M8 D14] asked to go on it does, and what failed is tried again by whoever failed', async () => {
  let isBroken = true
  const room = await openRoom(({ self }) =>
    isBroken ? { error: { message: 'no' }, status: 401 } : { content: `I am ${self}.` },
  )
  await room.command({ type: 'request-turn', intent: 'start' })
  const failed = await room.nth('turn-ended')
  expect(failed.data).toMatchObject({ outcome: 'failed', failure: { code: 'provider-unauthorized' } })
  isBroken = false
  await room.command({ type: 'request-turn', intent: 'retry', turn: failed.data.turn })
  await room.nth('turn-ended', 2)
  const { speaker } = failed.data
  expect(await room.said()).toEqual([`${speaker}: I am ${speaker?.slice(2)}.`])
  await room.command({ type: 'request-turn', intent: 'ask', agents: [SOCRATES] } as never)
  await room.nth('turn-ended', 3)
  expect((await room.said()).at(-1)).toBe(`${SOCRATES}: I am socrates.`)
})

test('[D10] the reply mode needs an agent, also where it is changed later', async () => {
  server = await ScriptedServer.open(() => ({ content: '' }))
  const kim = await server.channel.person('Kim')
  await expect(server.room([kim.id], AMBIENT)).rejects.toThrow('agent-required')
  const room = await server.room([kim.id], { replyMode: 'manual' })
  const change = { type: 'change-room', changes: AMBIENT } as const
  await expect(room.command(change)).rejects.toThrow('agent-required')
  await room.command({ type: 'add-member', member: ADA as never })
  await room.command(change)
  expect((await room.head()).settings.replyMode).toBe('ambient')
})
