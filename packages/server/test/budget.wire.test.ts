import { afterEach, expect, test } from 'vitest'
import type { MemberId, UsageReport } from '@parley/protocol'
import { ScriptedServer } from './scripted-server.ts'
import type { Script } from './scripted-server.ts'

const STEVE = 'a_steve-jobs' as MemberId
const ELON = 'a_elon-musk' as MemberId
/** A call of such a room is held to need between 1,000 and 3,000 tokens, and uses up 700. */
const USED = { usage: { prompt_tokens: 600, completion_tokens: 100, total_tokens: 700 } }

let parley: ScriptedServer
afterEach(async () => expect(await parley.close()).toEqual([]))

const answering: Script = () => ({ content: 'It rains.', ...USED })

/** Reply mode and pace do not matter here: one agent, which answers each message. */
async function openRoom(script: Script, budget: object) {
  parley = await ScriptedServer.open(script)
  const room = await parley.room([STEVE], { replyMode: 'ambient' } as never)
  await room.command({ type: 'change-room', changes: { budget } })
  return room
}

test('[D13] a room that has used up its budget says so, makes no call, and goes on once more is allowed', async () => {
  const room = await openRoom(answering, { tokens: 3_000 })
  for (let said = 1; room.outcomes().at(-1) !== 'capped'; said += 1) {
    expect(said).toBeLessThan(5)
    await room.post(`Message ${said}`)
    await room.nth('turn-ended', said)
  }
  const { length } = parley.calls
  expect(length).toBeGreaterThan(0)
  const line = (await room.timeline()).at(-1)
  expect(line).toMatchObject({
    kind: 'line',
    line: {
      type: 'failed',
      failure: {
        code: 'budget-reached',
        message: 'This room has used up the budget of 3,000 tokens for today.',
      },
    },
  })
  await room.post('And now?')
  await room.nth('turn-ended', length + 2)
  expect(room.outcomes().at(-1)).toBe('capped')
  expect(parley.calls).toHaveLength(length)

  await room.command({ type: 'request-turn', intent: 'continue', beyondBudget: true })
  await room.nth('turn-ended', length + 3)
  expect(room.outcomes().at(-1)).toBe('spoke')
  expect(parley.calls).toHaveLength(length + 1)
})

test('[D13] what was reserved and not used up is free again, and a call that arrived nowhere is free', async () => {
  let calls = 0
  const room = await openRoom(
    () => {
      calls += 1
      return calls === 1
        ? { error: { message: 'No such key.', type: 'invalid_api_key' }, status: 401 }
        : answering({} as never)
    },
    { tokens: 3_000 },
  )
  await room.post('Hello')
  await room.nth('turn-ended', 1)
  expect(room.outcomes()).toEqual(['failed'])
  await room.post('Hello')
  await room.post('Hello again')
  await room.nth('turn-ended', 2)
  await room.post('And again')
  await room.nth('turn-ended', 3)
  expect(room.outcomes()).toEqual(['failed', 'spoke', 'spoke'])
})

test('[M4 D13 W4] what was used up is told by agent and model, beside the budget; a price nobody knows stays unknown', async () => {
  const room = await openRoom(answering, { tokens: 3_000 })
  await room.post('Hello')
  await room.nth('turn-ended', 1)
  const report = async (path: string) =>
    (await (await parley.channel.parley.request(path)).json()) as UsageReport
  const used = await report(`/api/rooms/${room.id}/usage`)
  expect(used).toMatchObject({
    total: { tokens: 700, usd: 0, unpricedTokens: 700 },
    days: [{ day: used.today, tokens: 700 }],
    budget: { tokens: 3_000 },
    allowed: 0,
  })
  const steve = { agent: STEVE, model: 'custom:scripted', inputTokens: 600, outputTokens: 100 }
  expect(used.parts.today).toEqual([{ ...steve, cachedTokens: 0, usd: 0, unpricedTokens: 700 }])
  expect(used.parts.total).toEqual(used.parts.today)
  await room.command({ type: 'request-turn', intent: 'continue', beyondBudget: true })
  await room.nth('turn-ended', 2)
  expect(await report(`/api/rooms/${room.id}/usage`)).toMatchObject({ allowed: 1 })
  const all = await report('/api/usage')
  expect(all.total.tokens).toBe(1_400)
  expect(all).not.toHaveProperty('budget')
  const stranger = await parley.channel.person('Quinn')
  const refused = await fetch(`${parley.channel.url}/api/rooms/${room.id}/usage`, {
    headers: { authorization: `Bearer ${stranger.token}` },
  })
  expect(refused.status).toBe(404)
})

test('[D13] only owners and moderators may go beyond a budget', async () => {
  const room = await openRoom(answering, { tokens: 3_000 })
  const guest = await parley.channel.person('Quinn')
  await room.command({ type: 'add-member', member: guest.id })
  const response = await fetch(`${parley.channel.url}/api/rooms/${room.id}/commands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${guest.token}` },
    body: JSON.stringify({
      id: 'more',
      command: { type: 'request-turn', intent: 'continue', beyondBudget: true },
    }),
  })
  expect(response.status).toBe(403)
})

test('[D13] agents that call each other stop at the room’s cap, whoever began it', async () => {
  parley = await ScriptedServer.open(({ self }) => ({
    content: self?.includes('steve') === true ? 'Elon Musk, and you?' : 'Steve Jobs, and you?',
    ...USED,
  }))
  const room = await parley.room([STEVE, ELON], {
    replyMode: 'ambient',
    maxConsecutiveAgentMessages: 3,
  } as never)
  await room.post('Steve Jobs, begin!')
  await room.nth('room-silenced')
  expect(parley.calls).toHaveLength(3)
})
