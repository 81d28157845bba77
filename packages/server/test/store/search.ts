import { expect, test } from 'vitest'
import type { EventId, MemberId, NewEvent, RoomId } from '@parley/protocol'
import { createRoom } from './requests.ts'
import type { Store } from '../../src/store/store.ts'

const PAT = 'pat' as MemberId
let next = 0

/** Finding messages by their words. [M6] */
export function testSearch(store: () => Store): void {
  const append = async (room: RoomId, event: Pick<NewEvent, 'type' | 'data'>): Promise<EventId> => {
    const id = `search-${(next += 1)}` as EventId
    await store().append({ room, events: [{ ...event, id, by: PAT } as NewEvent], at: 1, fingerprint: id })
    return id
  }
  const post = (room: RoomId, text: string) => append(room, { type: 'message-posted', data: { text } })
  const found = async (room: RoomId, query: string, limit = 10) =>
    (await store().searchMessages(room, query, limit)).map(({ text }) => text)

  test('[M6] what fits best comes first, whatever its case and accents, and at most so many', async () => {
    const room = await createRoom(store())
    await post(room, 'The café on the corner has roses on every table and tea in every cup.')
    await post(room, 'Roses, roses, roses!')
    for (let index = 0; index < 20; index += 1) await post(room, `Something else, number ${index}.`)
    expect(await found(room, 'ROSES')).toEqual([
      'Roses, roses, roses!',
      'The café on the corner has roses on every table and tea in every cup.',
    ])
    expect(await found(room, 'cafe cup')).toHaveLength(1)
    expect(await found(room, 'something', 3)).toHaveLength(3)
    expect(await found(room, 'unheard-of')).toEqual([])
  })

  test('[M6] what was edited is found by its new words, what was deleted not at all', async () => {
    const room = await createRoom(store())
    const one = await post(room, 'A tulip')
    const two = await post(room, 'A lily')
    expect(await found(room, 'tulip lily')).toHaveLength(2)
    await append(room, { type: 'message-edited', data: { message: one, text: 'An orchid' } })
    await append(room, { type: 'message-deleted', data: { message: two } })
    expect(await found(room, 'tulip lily')).toEqual([])
    expect(await found(room, 'orchid')).toEqual(['An orchid'])
    await append(room, { type: 'message-edited', data: { message: two, text: 'A lily again' } })
    expect(await found(room, 'lily')).toEqual(['A lily again'])
  })

  test('[M6] what was deleted takes the place of nothing', async () => {
    const room = await createRoom(store())
    const best = await post(room, 'Iris, iris, iris')
    await post(room, 'An iris among many other flowers')
    expect(await found(room, 'iris', 1)).toEqual(['Iris, iris, iris'])
    await append(room, { type: 'message-deleted', data: { message: best } })
    expect(await found(room, 'iris', 1)).toEqual(['An iris among many other flowers'])
  })

  test('[M6] a streamed message is found once it is finished', async () => {
    const room = await createRoom(store())
    const message = await append(room, { type: 'message-started', data: {} })
    await append(room, { type: 'message-appended', data: { message, text: 'A daisy' } })
    expect(await found(room, 'daisy')).toEqual([])
    const data = { message, text: 'A daisy chain', status: 'complete' } as const
    await append(room, { type: 'message-finished', data })
    expect(await found(room, 'daisy')).toEqual(['A daisy chain'])
  })

  test('[M6 S2] no room finds what was said in another, nor does an unknown one', async () => {
    const [one, two] = [await createRoom(store()), await createRoom(store())]
    await post(one, 'A secret garden')
    expect(await found(two, 'secret')).toEqual([])
    expect(await found('nowhere' as RoomId, 'secret')).toEqual([])
  })

  test('[M6] no query is an error, whatever it contains', async () => {
    const room = await createRoom(store())
    await post(room, 'NEAR and far')
    for (const query of ['', '"', 'a OR', 'NEAR(', 'text:x', '*', '(((', 'x" OR "y', '-far', '\u0000', '🌹'])
      expect(await found(room, query), query).toBeInstanceOf(Array)
    expect(await found(room, 'NEAR(')).toEqual(['NEAR and far'])
  })

  test('[M6] the index can be thrown away, and follows long logs', async () => {
    const room = await createRoom(store())
    for (let index = 0; index < 40; index += 1) {
      const events = Array.from({ length: 30 }, (_, part) => ({
        type: 'message-posted' as const,
        id: `long-${index}-${part}` as EventId,
        by: PAT,
        data: { text: index === 7 && part === 3 ? 'the needle' : 'hay' },
      })) as [NewEvent, ...NewEvent[]]
      await store().append({ room, events, at: 1, fingerprint: 'long' })
    }
    expect(await found(room, 'needle')).toEqual(['the needle'])
    await store().rebuildSearch()
    expect(await found(room, 'needle')).toEqual(['the needle'])
  })

  test('[R8 S2] over the rooms of a member, and no others: every word, the last one as far as it is typed', async () => {
    const [one, two] = [await createRoom(store()), await createRoom(store())]
    const words = 'zebrafish quokka'
    await post(one, `A ${words} in the garden`)
    await post(two, 'Only a zebrafish')
    const everywhere = async (member: string, query: string) =>
      (await store().searchEverywhere(member as MemberId, query, 10)).map(({ room }) => room)
    expect((await everywhere('ann', 'zebra')).toSorted()).toEqual([one, two].toSorted())
    expect(await everywhere('ann', 'zebrafish quok')).toEqual([one])
    expect(await everywhere('ann', 'zebra ')).toEqual([])
    expect(await everywhere('bob', 'zebra')).toEqual([])
    expect(await everywhere('ann', '"(')).toEqual([])
    await append(one, { type: 'room-deleted', data: {} })
    expect(await everywhere('ann', 'zebra')).toEqual([two])
    const secret = await post(two, 'quokkas again')
    expect(await everywhere('ann', 'quokka')).toEqual([two])
    await append(two, { type: 'message-deleted', data: { message: secret } })
    expect(await everywhere('ann', 'quokka')).toEqual([])
  })
}
