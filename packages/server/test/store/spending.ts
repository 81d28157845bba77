import { expect, test } from 'vitest'
import type { NewEvent, RoomId, Seq, Usage } from '@parley/protocol'
import { append, BOT, createRoom, newEvent, newId, request } from './requests.ts'
import type { Store } from '../../src/store/store.ts'

const DAY = '2026-11-21'
const tokens = (count: number) => ({ tokens: count, usd: 0, seconds: 0 })

/** What model calls use up, and what stops them. [D13] */
export function testSpending(store: () => Store): void {
  test('[D13] what a room uses up is used up by the workspace, day by day', async () => {
    const [one, two] = [await createRoom(store()), await createRoom(store())]
    const before = (await store().readSpent(undefined, DAY)).tokens
    await store().spend({ room: one, day: DAY, amount: { tokens: 100, usd: 0.5, seconds: 2 } })
    await store().spend({ room: two, day: DAY, amount: tokens(10) })
    await store().spend({ room: two, day: '2026-11-22', amount: tokens(1) })
    expect(await store().readSpent(one, DAY)).toEqual({ tokens: 100, usd: 0.5, seconds: 2, allowed: 0 })
    expect(await store().readSpent(two, DAY)).toEqual({ tokens: 10, usd: 0, seconds: 0, allowed: 0 })
    expect((await store().readSpent(undefined, DAY)).tokens - before).toBe(110)
  })

  test('[D13] what does not fit into a budget is refused, and counts for nothing', async () => {
    const room = await createRoom(store())
    const limits = { room: { tokens: 100, usd: 1 }, workspace: {} }
    const order = { room, day: DAY, amount: tokens(60), limits }
    expect(await store().spend(order)).toBeUndefined()
    expect(await store().spend(order)).toEqual({ scope: 'room', part: 'tokens' })
    expect(await store().readSpent(room, DAY)).toMatchObject({ tokens: 60 })
    await store().spend({ room, day: DAY, amount: tokens(-50) })
    expect(await store().spend(order)).toBeUndefined()
    await store().spend({ room, day: DAY, amount: { tokens: 0, usd: 1, seconds: 0 } })
    expect(await store().spend({ ...order, amount: tokens(1) })).toEqual({ scope: 'room', part: 'usd' })
  })

  test('[D13] of calls at the same time no more are let through than fit', async () => {
    const room = await createRoom(store())
    const order = { room, day: DAY, amount: tokens(30), limits: { room: { tokens: 100 }, workspace: {} } }
    const results = await Promise.all(Array.from({ length: 10 }, () => store().spend(order)))
    expect(results.filter((refusal) => refusal === undefined)).toHaveLength(3)
  })

  test('[D13] the workspace has a budget of its own, and more can be allowed', async () => {
    const room = await createRoom(store())
    const day = '2026-12-01'
    const order = { room, day, amount: tokens(80), limits: { workspace: { tokens: 100 } } }
    expect(await store().spend(order)).toBeUndefined()
    expect(await store().spend(order)).toEqual({ scope: 'workspace', part: 'tokens' })
    await store().allowMore(room, day)
    expect(await store().spend(order)).toBeUndefined()
    expect(await store().spend(order)).toEqual({ scope: 'workspace', part: 'tokens' })
    expect(await store().readSpent('nowhere' as RoomId, day)).toEqual({
      tokens: 0,
      usd: 0,
      seconds: 0,
      allowed: 0,
    })
  })

  test('[M4] what was used up is told by day and in all, and apart what has no known price', async () => {
    const room = await createRoom(store())
    const spend = (day: string, amount: { tokens: number; usd: number; seconds: number }, unpriced = 0) =>
      store().spend({ room, day, amount, unpriced })
    await spend('2027-01-01', { tokens: 100, usd: 0.5, seconds: 1 })
    await spend('2027-01-02', { tokens: 10, usd: 0, seconds: 2 }, 10)
    await spend('2027-01-02', { tokens: 5, usd: 0.25, seconds: 3 })
    const last = { day: '2027-01-02', tokens: 15, usd: 0.25, seconds: 5, unpricedTokens: 10 }
    expect(await store().readUsage(room, 1)).toEqual({
      total: { tokens: 115, usd: 0.75, seconds: 6, unpricedTokens: 10 },
      days: [last],
    })
    expect((await store().readUsage(room, 9)).days).toHaveLength(2)
    expect((await store().readUsage(undefined, 999)).days.find(({ day }) => day === last.day)).toEqual(last)
    expect(await store().readUsage('nowhere' as RoomId, 9)).toEqual({
      total: { tokens: 0, usd: 0, seconds: 0, unpricedTokens: 0 },
      days: [],
    })
  })

  test('[M4] who used it up is told by agent and model, of a day and of all, without unknown prices as 0', async () => {
    const [room, other] = [await createRoom(store()), await createRoom(store())]
    const usage = (model: string, inputTokens: number, costUsd?: number): Usage => ({
      model,
      inputTokens,
      outputTokens: 10,
      cachedTokens: 5,
      ...(costUsd === undefined ? {} : { costUsd }),
    })
    const at = (day: string, ...events: [NewEvent, ...NewEvent[]]) =>
      store().append({ ...request(room, ...events), at: Date.parse(day) })
    const said = newId()
    await at('2027-03-01', newEvent('message-posted', { text: 'Hi', usage: usage('a:one', 100, 0.5) }, BOT))
    await at('2027-03-02', newEvent('message-posted', { text: 'Hi', usage: usage('a:one', 200, 0.25) }, BOT))
    await at('2027-03-02', newEvent('message-started', {}, BOT, said))
    await at(
      '2027-03-02',
      newEvent(
        'message-finished',
        { message: said, text: 'Hm', status: 'complete', usage: usage('b:two', 50) },
        BOT,
      ),
      newEvent('history-summarised', { upTo: 0 as Seq, text: '', usage: usage('a:one', 1, 0.125) }),
    )
    await append(
      store(),
      other,
      newEvent('message-posted', { text: 'Hi', usage: usage('c:three', 7, 0) }, BOT),
    )
    const two = { agent: BOT, model: 'b:two', inputTokens: 50, outputTokens: 10, cachedTokens: 5, usd: 0 }
    const nobody = { model: 'a:one', inputTokens: 1, outputTokens: 10, cachedTokens: 5, usd: 0.125 }
    const one = { agent: BOT, model: 'a:one' }
    const rest = [
      { ...two, unpricedTokens: 60 },
      { ...nobody, unpricedTokens: 0 },
    ]
    expect(await store().readUsageParts(room, '2027-03-02')).toEqual([
      { ...one, inputTokens: 200, outputTokens: 10, cachedTokens: 5, usd: 0.25, unpricedTokens: 0 },
      ...rest,
    ])
    expect(await store().readUsageParts(room, undefined)).toEqual([
      { ...one, inputTokens: 300, outputTokens: 20, cachedTokens: 10, usd: 0.75, unpricedTokens: 0 },
      ...rest,
    ])
    expect(await store().readUsageParts(room, '2027-03-03')).toEqual([])
    expect(await store().readUsageParts('nowhere' as RoomId, undefined)).toEqual([])
    const all = await store().readUsageParts(undefined, undefined)
    expect(all).toContainEqual(expect.objectContaining({ agent: BOT, model: 'c:three', inputTokens: 7 }))
    expect(all).toContainEqual(expect.objectContaining({ ...one, inputTokens: 300 }))
  })

  test('[C3, M4] what is sent again is not counted again', async () => {
    const room = await createRoom(store())
    const usage = { model: 'd:four', inputTokens: 3, outputTokens: 4, cachedTokens: 0, costUsd: 1 }
    const again = request(room, newEvent('message-posted', { text: 'Hi', usage }, BOT))
    expect(await store().append(again)).toMatchObject({ status: 'appended' })
    expect(await store().append(again)).toMatchObject({ status: 'duplicate' })
    expect(await store().readUsageParts(room, undefined)).toMatchObject([{ inputTokens: 3, usd: 1 }])
  })
}
