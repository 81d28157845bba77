import { expect, test } from 'vitest'
import type { MemberId, RoomId, Seq } from '@parley/protocol'
import { BOT, append, createRoom, newEvent, newId, post, request } from './requests.ts'
import type { Store } from '../../src/store/store.ts'

const seq = (value: number) => value as Seq

/** Events, timelines, snapshots, lists, due rooms and folds. [C4, W2, D15] */
export function testReading(store: () => Store): void {
  test('[C4] pages of events both ways cover the log without gap or overlap', async () => {
    const room = await createRoom(store())
    for (let index = 0; index < 7; index += 1) await append(store(), room, post(`${index}`))
    const seen: number[] = []
    for (let after = seq(0); ;) {
      const page = await store().readEvents(room, after, 4)
      if (page === undefined || page.to === after) break
      expect(page).toMatchObject({ after, head: 10 })
      seen.push(...page.events.map((event) => event.seq))
      after = page.to
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(await store().readEvents(room, seq(10), 4)).toEqual({ after: 10, to: 10, head: 10, events: [] })
    expect(await store().readEvents(room, seq(2 ** 40), 4)).toMatchObject({ head: 10, events: [] })
    expect(await store().readEvents('nowhere' as RoomId, seq(0), 4)).toBeUndefined()
  })

  test('[C4] pages of the timeline run back to its beginning', async () => {
    const room = await createRoom(store())
    for (let index = 0; index < 5; index += 1) await append(store(), room, post(`${index}`))
    const texts = (items: readonly unknown[]) => items.map((item) => (item as { text: string }).text)
    const snapshot = await store().readSnapshot(room, 2)
    expect(snapshot).toMatchObject({ more: true, head: { seq: 8 } })
    expect(texts(snapshot?.timeline ?? [])).toEqual(['3', '4'])
    const older = await store().readTimeline(room, seq(7), 2)
    expect([texts(older.items), older.more]).toEqual([['1', '2'], true])
    const oldest = await store().readTimeline(room, seq(5), 2)
    expect([texts(oldest.items), oldest.more]).toEqual([['0'], false])
    expect(await store().readTimeline(room, seq(2 ** 40), 0)).toEqual({ items: [], more: true })
    expect(await store().readTimeline('nowhere' as RoomId, seq(9), 5)).toEqual({ items: [], more: false })
    expect(await store().readSnapshot('nowhere' as RoomId, 5)).toBeUndefined()
    expect(await store().readHead('nowhere' as RoomId)).toBeUndefined()
  })

  test('[D12] one event is found by its id, and nobody else’s is', async () => {
    const room = await createRoom(store())
    const elsewhere = await createRoom(store())
    const event = { ...post('here'), causedBy: newId() }
    const [stored] = await append(store(), room, event)
    expect(await store().readEvent(room, event.id)).toEqual(stored)
    expect(await store().readEvent(elsewhere, event.id)).toBeUndefined()
    expect(await store().readEvent(room, newId())).toBeUndefined()
    expect(await store().readEvent('nowhere' as RoomId, event.id)).toBeUndefined()
  })

  test('[C4] the chunks of a finished message leave the log, and pages say what they cover', async () => {
    const room = await createRoom(store())
    const message = newId()
    const chunk = (text: string) => newEvent('message-appended', { message, text }, BOT)
    await append(store(), room, newEvent('message-started', {}, BOT, message))
    await append(store(), room, chunk('Hello '))
    await append(store(), room, post('in between'))
    await append(store(), room, chunk('you'))
    expect(await store().readItem(room, message)).toMatchObject({
      text: 'Hello you',
      status: 'streaming',
      foldedTo: 7,
    })
    await append(
      store(),
      room,
      newEvent('message-finished', { message, text: 'Hello you.', status: 'complete' }, BOT),
    )
    const page = await store().readEvents(room, seq(4), 3)
    expect(page?.events.map((event) => event.seq)).toEqual([6, 8])
    expect(page).toMatchObject({ to: 8, head: 8 })
    expect(await store().readEvents(room, seq(4), 1)).toMatchObject({ to: 6 })
    expect(await store().readItem(room, message)).toMatchObject({
      text: 'Hello you.',
      status: 'complete',
      foldedTo: 8,
    })
    expect(await store().readItem(room, 'nothing')).toBeUndefined()
  })

  test('[W2] the rooms of a member are listed last active first, deleted ones left out', async () => {
    const [quiet, busy, gone, left] = [
      await createRoom(store()),
      await createRoom(store()),
      await createRoom(store()),
      await createRoom(store()),
    ] as const
    const reader = `reader-${quiet}` as MemberId
    for (const room of [quiet, busy, gone, left]) {
      await append(
        store(),
        room,
        newEvent('member-added', { member: { id: reader, kind: 'person', name: 'R', role: 'member' } }),
      )
    }
    await store().append({ ...request(quiet, post('old'), post('older')), at: 2_000 })
    await store().append({ ...request(busy, post('new')), at: 3_000 })
    await append(store(), gone, newEvent('room-deleted', {}))
    await append(store(), left, newEvent('member-removed', { member: reader }))
    const rooms = await store().readRoomsOf(reader, 1)
    expect(rooms.map(({ head }) => head.id)).toEqual([busy, quiet])
    expect(rooms[1]).toEqual(await store().readSnapshot(quiet, 1))
    expect(rooms[1]).toMatchObject({ more: true, timeline: [{ text: 'older' }] })
    expect(await store().readRoomsOf('stranger' as MemberId, 1)).toEqual([])
  })

  test('[D15] a room is due when something happened, until it is settled', async () => {
    const room = await createRoom(store())
    const isDue = async (now: number) => (await store().readDue(now)).includes(room)
    expect([await isDue(999), await isDue(1_000)]).toEqual([false, true])
    await store().settle(room, seq(3), null)
    expect(await isDue(1e12)).toBe(false)
    await store().settle(room, seq(3), 5_000)
    expect([await isDue(4_999), await isDue(5_000)]).toEqual([false, true])
    await store().append({ ...request(room, post('hi')), at: 2_000 })
    await store().settle(room, seq(3), null)
    expect([await isDue(1_999), await isDue(2_000)]).toEqual([false, true])
    await store().append({ ...request(room, post('done')), dueAt: 9_000 })
    expect([await isDue(8_999), await isDue(9_000)]).toEqual([false, true])
    await store().append({ ...request(room, post('done')), dueAt: null })
    expect(await isDue(1e12)).toBe(false)
    await store().settle('nowhere' as RoomId, seq(3), 1)
    expect(await store().readDue(1e12)).not.toContain('nowhere')
  })

  test('[R6] the newest fold is kept', async () => {
    const room = await createRoom(store())
    expect(await store().readFold(room)).toBeUndefined()
    await store().saveFold(room, seq(3), 'three')
    await store().saveFold(room, seq(2), 'two')
    expect(await store().readFold(room)).toEqual({ seq: 3, state: 'three' })
    expect(await store().readFold('nowhere' as RoomId)).toBeUndefined()
    await expect(store().saveFold('nowhere' as RoomId, seq(1), '')).rejects.toMatchObject({
      code: 'room-missing',
    })
  })
}
