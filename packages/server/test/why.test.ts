import type { RoomEvent, Why } from '@parley/protocol'
import { afterEach, expect, test } from 'vitest'
import { ScriptedServer } from './scripted-server.ts'
import type { ScriptedRoom } from './scripted-server.ts'

const ADA = 'a_ada-lovelace'
const SOCRATES = 'a_socrates'

let server: ScriptedServer
afterEach(async () => {
  expect(await server.close()).toEqual([])
})

async function why(room: ScriptedRoom, item: string): Promise<RoomEvent[]> {
  const response = await server.channel.parley.request(`/api/rooms/${room.id}/why/${item}`)
  expect(response.status).toBe(200)
  return ((await response.json()) as Why).events
}

const idsOf = (events: readonly RoomEvent[]) => events.map(({ id }) => id)

test('[D12] why an agent spoke: the decisions of its turn, in order', async () => {
  server = await ScriptedServer.open(() => ({ content: 'Because.' }))
  const room = await server.room([ADA, SOCRATES], { replyMode: 'manual' })
  const question = await room.post('@Ada, why?')
  await room.nth('turn-ended')
  const answer = await room.nth('message-started')
  const events = await why(room, answer.id)
  expect(idsOf(events)).toEqual(['t1-queued', 't1-begun', 't1-typing', 't1-speaking', 't1-ended'])
  const [queued] = events
  expect(queued?.type === 'turn-queued' && queued.data.plan.reasons).toContainEqual({
    code: 'asked',
    member: ADA,
    event: question,
  })
  expect(idsOf(await why(room, question)), 'the same from the other side').toEqual(idsOf(events))
})

test('[D11 D12] who asked for an answer without a message is told with the decisions', async () => {
  server = await ScriptedServer.open(() => ({ content: 'Because.' }))
  const grace = await server.channel.person('Grace')
  const room = await server.room([grace.id, ADA], { replyMode: 'manual' })
  const { url } = server.channel
  const command = { type: 'request-turn', intent: 'ask', agents: [ADA] }
  const asked = await fetch(`${url}/api/rooms/${room.id}/commands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${grace.token}` },
    body: JSON.stringify({ id: 'grace-asks', command }),
  })
  expect(asked.status).toBe(200)
  await room.nth('turn-ended')
  const answer = await room.nth('message-started')
  const [request, ...decisions] = await why(room, answer.id)
  expect(request).toMatchObject({ type: 'turn-requested', id: 'grace-asks', by: grace.id })
  expect(idsOf(decisions)).toEqual(['t1-queued', 't1-begun', 't1-typing', 't1-speaking', 't1-ended'])
})

test('[D12] what came of each of several messages that were taken up together', async () => {
  server = await ScriptedServer.open(({ tool }) =>
    tool === 'decide'
      ? { toolCalls: [{ name: 'decide', arguments: '{"who":"nobody","reason":"no","confidence":1}' }] }
      : { content: 'Yes.' },
  )
  const kim = await server.channel.person('Kim')
  const room = await server.room([kim.id, ADA], { replyMode: 'ambient' })
  const first = await room.post('Kim, dinner?')
  const second = await room.post('Kim, at eight?')
  await room.nth('silence-kept')
  expect(idsOf(await why(room, first))).toEqual(['k1'])
  expect(idsOf(await why(room, second))).toEqual(['k1'])
  const third = await room.post('Anybody for olives?')
  await room.nth('turn-ended')
  const events = await why(room, third)
  expect(idsOf(events)).toEqual(['t2-queued', 't2-begun', 't2-ended'])
  expect(events.at(-1)?.data).toMatchObject({ outcome: 'stayed-silent' })
  expect(idsOf(await why(room, first)), 'not what was decided later').toEqual(['k1'])
})

test('[D12] why an agent fell silent or failed, and that nobody was asked', async () => {
  let isBroken = false
  server = await ScriptedServer.open(({ prompt }) => {
    if (isBroken) return { error: { message: 'no' }, status: 401 }
    const [speaker] = /"speakers":\["([a-z-]+)"/.exec(prompt)?.slice(1) ?? []
    return { toolCalls: [{ name: 'say', arguments: JSON.stringify({ speaker, message: 'Indeed so.' }) }] }
  })
  const room = await server.room([ADA, SOCRATES], { maxConsecutiveAgentMessages: 1 } as never)
  await room.post('Well?')
  const silenced = await room.nth('room-silenced')
  expect(idsOf(await why(room, silenced.id))).toEqual([
    't1-queued',
    't1-begun',
    't1-typing',
    't1-speaking',
    't1-ended',
    's1',
  ])
  isBroken = true
  await room.post('And now?')
  const failed = await room.nth('turn-ended', 2)
  expect(idsOf(await why(room, failed.id))).toEqual(['t2-queued', 't2-begun', 't2-ended'])
  await room.command({ type: 'change-room', changes: { replyMode: 'manual', title: 'Quiet' } })
  const unheard = await room.post('Ada is nice.')
  expect(await why(room, unheard)).toEqual([])
  const renamed = (await room.timeline()).find((item) => item.kind === 'line' && item.line.type === 'renamed')
  expect(await why(room, renamed?.id ?? '')).toEqual([])
})

test('[S2] members only, and only what is there', async () => {
  server = await ScriptedServer.open(() => ({ content: '' }))
  const kim = await server.channel.person('Kim')
  const room = await server.room([ADA], { replyMode: 'manual' })
  const message = await room.post('Just us.')
  const status = async (path: string, headers: Record<string, string> = {}) =>
    (await server.channel.parley.request(`/api/rooms/${path}`, { headers })).status
  expect(await status(`${room.id}/why/${message}`)).toBe(200)
  expect(await status(`${room.id}/why/${message}`, { authorization: `Bearer ${kim.token}` })).toBe(404)
  expect(await status(`${room.id}/why/${message}`, { authorization: 'Bearer nobody' })).toBe(401)
  expect(await status(`${room.id}/why/nothing`)).toBe(404)
  expect(await status(`nowhere/why/${message}`)).toBe(404)
  expect(await status(`${room.id}/why/..%2f`)).toBe(400)
})
