import { expect, test } from 'vitest'
import type { MemberId, RoomId, Seq } from '@parley/protocol'
import { ANN, BOB, BOT, append, createRoom, newEvent, newId, post } from './requests.ts'
import type { Store } from '../../src/store/store.ts'

const seq = (value: number) => value as Seq
const addBob = (id = newId()) =>
  newEvent('member-added', { member: { id: BOB, kind: 'person', name: 'Bob', role: 'member' } }, ANN, id)

/** How far members have read, and what is unread. [C6] */
export function testPositions(store: () => Store): void {
  const readingOf = async (room: RoomId, member: MemberId) =>
    (await store().readUnread(member)).find((reading) => reading.room === room)

  test('[C6] a position goes forward; back only when that is said', async () => {
    const room = await createRoom(store())
    for (const text of ['one', 'two', 'three']) await append(store(), room, post(text, BOT))
    expect(await store().readPositions(room)).toEqual([])
    await store().putPositions([{ room, member: ANN, seq: seq(5) }])
    await store().putPositions([{ room, member: ANN, seq: seq(4) }])
    expect(await store().readPositions(room)).toEqual([{ member: ANN, seq: 5 }])
    expect(await readingOf(room, ANN)).toEqual({ room, position: 5, unread: 1 })
    await store().putPositions([
      { room, member: ANN, seq: seq(3), back: true },
      { room, member: ANN, seq: seq(4) },
    ])
    expect(await store().readPositions(room)).toEqual([{ member: ANN, seq: 4 }])
    expect(await readingOf(room, ANN)).toEqual({ room, position: 4, unread: 2 })
  })

  test('[C6] unread are messages by others behind the position, deleted ones left out, at most 100', async () => {
    const room = await createRoom(store())
    await append(store(), room, post('mine'))
    await append(store(), room, newEvent('room-changed', { title: 'no message' }, BOT))
    const gone = post('gone', BOT)
    await append(store(), room, gone)
    await append(store(), room, post('theirs', BOT))
    await append(store(), room, newEvent('message-deleted', { message: gone.id }, BOT))
    expect(await readingOf(room, ANN)).toMatchObject({ unread: 1 })
    expect(await readingOf(room, BOT)).toMatchObject({ unread: 1 })
    for (let index = 0; index < 100; index += 1) await append(store(), room, post(`${index}`, BOT))
    expect(await readingOf(room, ANN)).toMatchObject({ unread: 100 })
  })

  test('[C6] whoever is added has read what was there; whoever has left reads nothing', async () => {
    const room = await createRoom(store())
    await append(store(), room, post('before', BOT))
    await append(store(), room, addBob())
    expect(await readingOf(room, BOB)).toEqual({ room, position: 5, unread: 0 })
    await append(store(), room, post('after', BOT))
    expect(await readingOf(room, BOB)).toEqual({ room, position: 5, unread: 1 })
    await store().putPositions([{ room, member: BOB, seq: seq(6) }])
    await append(store(), room, newEvent('member-removed', { member: BOB }))
    expect(await readingOf(room, BOB)).toBeUndefined()
    expect(await store().readPositions(room)).toEqual([])
    await append(store(), room, newEvent('room-deleted', {}))
    expect(await readingOf(room, ANN)).toBeUndefined()
  })

  test('[S2] positions of strangers and of unknown rooms are not kept', async () => {
    const room = await createRoom(store())
    await store().putPositions([
      { room, member: BOB, seq: seq(3) },
      { room: 'nowhere' as RoomId, member: ANN, seq: seq(3) },
    ])
    expect(await store().readPositions(room)).toEqual([])
    await append(store(), room, addBob())
    expect(await store().readPositions(room)).toEqual([])
    expect(await store().readPositions('nowhere' as RoomId)).toEqual([])
  })
}
