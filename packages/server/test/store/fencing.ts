import { expect, test } from 'vitest'
import type { RoomId, TurnId } from '@parley/protocol'
import { BOT, append, createRoom, newEvent, newId, post, queueTurn, request } from './requests.ts'
import type { Store } from '../../src/store/store.ts'

const refused = (code: string) => ({ status: 'refused', code })

/** What is stale is refused by the store itself. [D4, D15] */
export function testFencing(store: () => Store): void {
  test('[D15] a claim refuses the director before it', async () => {
    const room = await createRoom(store())
    const first = await store().claim(room)
    const second = await store().claim(room)
    expect(second).toBe(first + 1)
    expect(await store().append({ ...request(room, post('old')), fence: { epoch: first } })).toEqual(
      refused('fenced'),
    )
    expect(await store().append({ ...request(room, post('new')), fence: { epoch: second } })).toMatchObject({
      status: 'appended',
    })
    await expect(store().claim('nowhere' as RoomId)).rejects.toMatchObject({ code: 'room-missing' })
  })

  test('[D4] a person in autopilot raises the interruption in the same transaction', async () => {
    const room = await createRoom(store(), { replyMode: 'autopilot' })
    const epoch = await store().claim(room)
    const reply = () => ({ ...request(room, post('stale', BOT)), fence: { epoch, interruption: 0 } })
    const results = await Promise.all([
      store().append(reply()),
      store().append(request(room, post('wait'))),
      store().append(reply()),
    ])
    expect(results.map((result) => result.status)).toEqual(['appended', 'appended', 'refused'])
    expect(results[2]).toEqual(refused('fenced'))
    expect((await store().readHead(room))?.interruption).toBe(1)
  })

  test('[C3] a retry of a director is a duplicate also when its fence has fallen', async () => {
    const room = await createRoom(store(), { replyMode: 'autopilot' })
    const reply = {
      ...request(room, post('said', BOT)),
      fence: { epoch: await store().claim(room), interruption: 0 },
    }
    await store().append(reply)
    await append(store(), room, post('wait'))
    expect(await store().append(reply)).toEqual({ status: 'duplicate', seq: 4 })
  })

  test('[R5] a deleted room takes its restoration, and the ends of its turns under a fence', async () => {
    const room = await createRoom(store())
    const epoch = await store().claim(room)
    await append(
      store(),
      room,
      queueTurn('turn'),
      newEvent('message-started', { turn: 'turn' as TurnId }, BOT, newId()),
    )
    await append(store(), room, newEvent('room-deleted', {}))
    const end = newEvent('turn-ended', { turn: 'turn' as TurnId, outcome: 'interrupted' })
    expect(await store().append(request(room, post('hello?')))).toEqual(refused('room-deleted'))
    expect(await store().append(request(room, end))).toEqual(refused('room-deleted'))
    expect(await store().append({ ...request(room, post('hello?')), fence: { epoch } })).toEqual(
      refused('room-deleted'),
    )
    expect(await store().append({ ...request(room, end), fence: { epoch } })).toMatchObject({
      status: 'appended',
    })
    expect((await store().readHead(room))?.turns).toEqual([])
    expect(await store().append(request(room, newEvent('room-restored', {})))).toMatchObject({
      status: 'appended',
    })
    expect(await store().append(request(room, post('hello')))).toMatchObject({ status: 'appended' })
  })
}
