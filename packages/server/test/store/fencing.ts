import { expect, test } from 'vitest'
import type { NewEvent, RoomId, TurnId } from '@parley/protocol'
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

  test('[D4 D10] words go with their turn: refused once it is stale, has ended or was never queued', async () => {
    const room = await createRoom(store(), { replyMode: 'ambient' })
    const fence = { epoch: await store().claim(room), turn: 'turn' as TurnId }
    const words = (text: string) => ({ ...request(room, post(text, BOT)), fence })
    expect(await store().append(words('before it is queued'))).toEqual(refused('fenced'))
    await append(store(), room, queueTurn('turn'))
    expect(await store().append(words('while it runs'))).toMatchObject({ status: 'appended' })
    await append(store(), room, post('a person comes between'))
    expect(await store().append(words('after it was made stale'))).toEqual(refused('fenced'))

    await append(store(), room, queueTurn('visible', 1))
    const turn = 'visible' as TurnId
    const visible = (event: NewEvent) => ({ ...request(room, event), fence: { epoch: fence.epoch, turn } })
    const started = newEvent('message-started', { turn }, BOT)
    await store().append(visible(started))
    await append(store(), room, post('a person comes between'))
    const chunk = () => newEvent('message-appended', { message: started.id, text: 'on' }, BOT)
    expect(await store().append(visible(chunk())), 'visible words go on').toMatchObject({
      status: 'appended',
    })
    await append(store(), room, newEvent('turns-stopped', {}))
    expect(await store().append(visible(chunk()))).toEqual(refused('fenced'))
    await append(store(), room, newEvent('turn-ended', { turn, outcome: 'stopped' }))
    expect(await store().append(visible(chunk()))).toEqual(refused('fenced'))
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
