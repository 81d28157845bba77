import { expect, test } from 'vitest'
import type { EventId, Seq } from '@parley/protocol'
import { ANN, BOB, append, createRoom, newEvent, newRoomId, post, request } from './requests.ts'
import type { Store } from '../../src/store/store.ts'

const seq = (value: number) => value as Seq
const refused = (code: string) => ({ status: 'refused', code })
const SETTINGS = {
  title: '',
  replyMode: 'autopilot',
  pace: 'instant',
  instructions: '',
  maxConsecutiveAgentMessages: 5,
  seed: 'seed',
} as const

/** Order, all or nothing, idempotence, membership. [C1, C3, S2] */
export function testAppending(store: () => Store): void {
  test('[C1] seqs are gapless and in order under concurrent writers', async () => {
    const rooms = [await createRoom(store()), await createRoom(store())] as const
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      for (let turn = 0; turn < 10; turn += 1)
        await append(store(), rooms[writer % 2 === 0 ? 0 : 1], post('hi'), post('you'))
    })
    await Promise.all(writers)
    for (const room of rooms) {
      const page = await store().readEvents(room, seq(0), 500)
      expect(page?.events.map((event) => event.seq)).toEqual(
        Array.from({ length: 163 }, (_, index) => index + 1),
      )
    }
  })

  test('[C1] requests of one process to one room keep their order', async () => {
    const room = await createRoom(store())
    const texts = Array.from({ length: 50 }, (_, index) => `message ${index}`)
    const results = await Promise.all(texts.map((text) => append(store(), room, post(text))))
    expect(results.map(([event]) => event?.seq)).toEqual(texts.map((_, index) => index + 4))
  })

  test('[C1] what was answered is what is read', async () => {
    const room = await createRoom(store())
    const events = await append(store(), room, post('one'), { ...post('two'), causedBy: 'x' as EventId })
    expect((await store().readEvents(room, seq(3), 10))?.events).toEqual(events)
  })

  test('[C3] a retry is answered with the first result, and other content with id-reused', async () => {
    const room = await createRoom(store())
    const first = request(room, post('one'), post('two'))
    await store().append(first)
    await append(store(), room, post('three'))
    expect(await store().append(first)).toEqual({ status: 'duplicate', seq: 5 })
    expect(await store().append({ ...first, fingerprint: 'other' })).toEqual(refused('id-reused'))
    expect((await store().readHead(room))?.seq).toBe(6)
  })

  test('[C3] how an id got into the log can be read', async () => {
    const room = await createRoom(store())
    const first = request(room, post('one'), post('two'))
    await store().append(first)
    const [one, two] = first.events
    expect(await store().readKnownId(room, one.id)).toEqual({ fingerprint: first.fingerprint, lastSeq: 5 })
    expect(await store().readKnownId(room, two?.id as EventId)).toEqual({ fingerprint: null })
    expect(await store().readKnownId(room, 'nothing' as EventId)).toBeUndefined()
    expect(await store().readKnownId(newRoomId(), one.id)).toBeUndefined()
  })

  test('[C3] a retry beside its first attempt is stored once', async () => {
    const room = await createRoom(store())
    const twice = request(room, post('one'))
    const results = await Promise.all([store().append(twice), store().append(twice)])
    expect(results.map((result) => result.status)).toEqual(['appended', 'duplicate'])
  })

  test('[C3] a retry of what took the member or the room away is answered as done', async () => {
    const room = await createRoom(store())
    const leave = { ...request(room, newEvent('member-removed', { member: ANN })), member: ANN }
    await store().append(leave)
    expect(await store().append(leave)).toEqual({ status: 'duplicate', seq: 4 })
    const deletion = request(room, newEvent('room-deleted', {}))
    await store().append(deletion)
    expect(await store().append(deletion)).toEqual({ status: 'duplicate', seq: 5 })
  })

  test('[C3] the same id may be used in two rooms', async () => {
    const rooms = [await createRoom(store()), await createRoom(store())] as const
    const event = post('here and there')
    for (const room of rooms) expect((await append(store(), room, event))[0]?.seq).toBe(4)
  })

  test('[C3] a later event whose id is there, or is given twice, stores nothing', async () => {
    const room = await createRoom(store())
    const event = post('one')
    await append(store(), room, event)
    expect(await store().append(request(room, post('two'), event))).toEqual(refused('id-reused'))
    expect(await store().append(request(room, post('two'), event, post('three')))).toEqual(
      refused('id-reused'),
    )
    const same = post('twice')
    expect(await store().append(request(room, same, same))).toEqual(refused('id-reused'))
    expect(
      await store().append(request(newRoomId(), newEvent('room-created', SETTINGS, ANN, same.id), same)),
    ).toEqual(refused('id-reused'))
    expect((await store().readHead(room))?.seq).toBe(4)
  })

  test('[R2] only room-created makes a room, and only once', async () => {
    const room = newRoomId()
    expect(await store().append(request(room, post('hello')))).toEqual(refused('room-not-found'))
    const creation = request(room, newEvent('room-created', SETTINGS), post('hello'))
    expect(await store().append(creation)).toMatchObject({ status: 'appended' })
    expect(await store().append(creation)).toEqual({ status: 'duplicate', seq: 2 })
    expect(await store().append({ ...creation, fingerprint: 'other' })).toEqual(refused('id-reused'))
    expect(await store().append(request(room, newEvent('room-created', SETTINGS)))).toEqual(
      refused('id-reused'),
    )
    expect((await store().readHead(room))?.seq).toBe(2)
  })

  test('[S2] whoever is not a member is told that there is no such room', async () => {
    const room = await createRoom(store())
    const known = post('mine')
    await append(store(), room, known)
    expect(await store().append({ ...request(room, post('hi')), member: BOB })).toEqual(
      refused('room-not-found'),
    )
    const guess = { ...request(room, { ...known, by: BOB }), member: BOB, fingerprint: 'guess' }
    expect(await store().append(guess)).toEqual(refused('room-not-found'))
    expect(await store().append({ ...request(room, post('hi')), member: ANN })).toMatchObject({
      status: 'appended',
    })
  })

  test('[S2] a removal is seen by the append right behind it', async () => {
    const room = await createRoom(store())
    const results = await Promise.all([
      store().append(request(room, newEvent('member-removed', { member: ANN }))),
      store().append({ ...request(room, post('too late')), member: ANN }),
    ])
    expect(results[1]).toEqual(refused('room-not-found'))
  })
}
