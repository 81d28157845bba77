import { expect, test } from 'vitest'
import type { RoomId } from '@parley/protocol'
import { ANN, BOB, BOT, append, createRoom, newEvent } from './requests.ts'
import type { Store } from '../../src/store/store.ts'

/** How members keep rooms. [R5] */
export function testPreferences(store: () => Store): void {
  const kept = async (member: typeof ANN, room: RoomId) =>
    (await store().readPreferences(member)).find((one) => one.room === room)?.preferences

  test('[R5] what is named changes, the rest stays, and it is nobody else’s', async () => {
    const room = await createRoom(store())
    expect(await kept(ANN, room)).toBeUndefined()
    expect(await store().putPreferences(room, ANN, { pinned: true }, 70)).toEqual({ pinnedAt: 70 })
    expect(await store().putPreferences(room, ANN, { muted: true }, 80)).toEqual({
      pinnedAt: 70,
      muted: true,
    })
    expect(await store().putPreferences(room, ANN, { pinned: true }, 90)).toEqual({
      pinnedAt: 70,
      muted: true,
    })
    expect(await kept(ANN, room)).toEqual({ pinnedAt: 70, muted: true })
    expect(await kept(BOT, room)).toBeUndefined()
    await store().putPreferences(room, ANN, { pinned: false, muted: false }, 100)
    expect(await kept(ANN, room)).toBeUndefined()
  })

  test('[R5] an archived room is not pinned; pinning brings it back', async () => {
    const room = await createRoom(store())
    await store().putPreferences(room, ANN, { pinned: true }, 1)
    expect(await store().putPreferences(room, ANN, { archived: true }, 2)).toEqual({ archived: true })
    expect(await store().putPreferences(room, ANN, { pinned: true }, 3)).toEqual({ pinnedAt: 3 })
  })

  test('[S2] strangers and unknown rooms keep nothing', async () => {
    const room = await createRoom(store())
    expect(await store().putPreferences(room, BOB, { muted: true }, 1)).toBeUndefined()
    expect(await store().putPreferences('nowhere' as RoomId, ANN, { muted: true }, 1)).toBeUndefined()
    expect(await store().readPreferences(BOB)).toEqual([])
  })

  test('[R5] deleted rooms are listed for their owners, the last one first, until they are restored', async () => {
    const [one, two] = [await createRoom(store()), await createRoom(store())]
    const mine = async (member = ANN) =>
      (await store().readDeletedRooms(member, 50))
        .map(({ id }) => id)
        .filter((id) => id === one || id === two)
    expect(await mine()).toEqual([])
    await append(store(), one, newEvent('room-deleted', {}))
    await append(store(), two, newEvent('room-deleted', {}))
    expect(await mine()).toEqual([two, one])
    expect(await mine(BOT)).toEqual([])
    await append(store(), two, newEvent('room-restored', {}))
    expect(await mine()).toEqual([one])
  })
}
