import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldView, viewOfLog } from '@parley/room'
import type { EventId, MemberId, NewEvent, RoomEvent, RoomId, Seq, TurnId } from '@parley/protocol'
import { ANN, BOB, BOT, appended, createRoom, newEvent, newId, queueTurn, request } from './requests.ts'
import type { Store } from '../../src/store/store.ts'

/**
 * Projections are folds: whatever is appended, sense or nonsense, what is read is what the pure fold
 * makes of the events, also after chunks have left the log. [C1, C4]
 */
export function testFolds(store: () => Store, runs: number): void {
  test('[C1, C4] a snapshot equals the fold of the log, from the start and from any seq', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(requestArbitrary, { maxLength: 40 }), fc.nat(), async (steps, cut) => {
        const room = await createRoom(store(), { replyMode: 'autopilot' })
        const live = [...(await allEvents(store(), room)), ...(await appendAll(store(), room, steps))]
        const snapshot = await store().readSnapshot(room, 500)
        expect(viewOfLog(live)).toEqual(snapshot)
        expect(viewOfLog(await allEvents(store(), room))).toEqual(snapshot)

        const known = live.slice(0, 1 + (cut % live.length))
        const after = known.at(-1)?.seq as Seq
        const view = viewOfLog(known)
        const rest = await store().readEvents(room, after, 500)
        if (view === undefined || rest === undefined) throw new Error('the room is there')
        expect(foldView(view, rest.events)).toEqual(snapshot)
        for (const item of snapshot?.timeline ?? [])
          expect(await store().readItem(room, item.id)).toEqual(item)
      }),
      { numRuns: runs },
    )
  })
}

async function allEvents(store: Store, room: RoomId): Promise<RoomEvent[]> {
  return (await store.readEvents(room, 0 as Seq, 500))?.events ?? []
}

/** A step speaks of earlier events by their number, since ids are made while it runs. */
type Step = { kind: number; target: number; text: string; by: MemberId }

const stepArbitrary = fc.record({
  kind: fc.nat({ max: 21 }),
  target: fc.nat({ max: 12 }),
  text: fc.string({ maxLength: 6 }),
  by: fc.constantFrom(ANN, BOB, BOT),
})
const requestArbitrary = fc.array(stepArbitrary, { minLength: 1, maxLength: 3 })

async function appendAll(store: Store, room: RoomId, requests: Step[][]): Promise<RoomEvent[]> {
  const messages: EventId[] = ['unknown' as EventId]
  const events: RoomEvent[] = []
  for (const [index, steps] of requests.entries()) {
    const made = steps.map((step) => eventOf(step, messages)) as [NewEvent, ...NewEvent[]]
    const restored = { ...request(room, newEvent('room-restored', {}), ...made), at: 1_000 + index }
    events.push(...appended(await store.append(restored)))
  }
  return events
}

function eventOf({ kind, target, text, by }: Step, messages: EventId[]): NewEvent {
  const message = messages.at(-1 - (target % messages.length)) as EventId
  const turn = `turn-${target % 3}` as TurnId
  const agent = {
    id: BOT,
    kind: 'agent',
    name: text || 'Bot',
    role: 'member',
    paused: target % 2 === 0,
  } as const
  const started = (event: NewEvent) => {
    messages.push(event.id)
    return event
  }
  const makers: (() => NewEvent)[] = [
    () => started(newEvent('message-posted', { text, replyTo: message, turn }, by)),
    () => started(newEvent('message-started', { turn }, by)),
    () => started(newEvent('message-started', {}, by)),
    () => newEvent('message-appended', { message, text }, by),
    () => newEvent('message-appended', { message, text }, by),
    () => newEvent('message-appended', { message, text }, by),
    () =>
      newEvent(
        'message-finished',
        { message, text, status: target % 2 === 0 ? 'complete' : 'interrupted' },
        by,
      ),
    () => newEvent('reaction-added', { message, reaction: target % 2 === 0 ? 'heart' : 'like' }, by),
    () => newEvent('reaction-removed', { message, reaction: 'heart' }, by),
    () => newEvent('member-added', { member: { id: BOB, kind: 'person', name: 'Bob', role: 'member' } }, by),
    () => newEvent('member-added', { member: agent }, by),
    () => newEvent('member-changed', { member: agent }, by),
    () => newEvent('member-removed', { member: by }, by),
    () => newEvent('room-changed', target % 2 === 0 ? { title: text } : { replyMode: 'ambient' }, by),
    () => newEvent(target % 4 === 0 ? 'room-deleted' : 'room-restored', {}, by),
    () => queueTurn(turn, target),
    () =>
      newEvent('turn-advanced', {
        turn,
        phase: target % 2 === 0 ? 'thinking' : 'typing',
        speaker: BOT,
        until: target,
      }),
    () => newEvent('turn-ended', endOf(turn, target), by, newId()),
    () => newEvent('history-summarised', { upTo: target as Seq, text }, by),
    () =>
      newEvent('message-edited', { message, text, ...(target % 2 === 0 ? {} : { seq: target as Seq }) }, by),
    () => newEvent('message-deleted', { message, seq: target as Seq }, by),
    () =>
      newEvent(
        'item-imported',
        {
          item: { kind: 'message', at: 1, by: BOB, text, status: 'complete', reactions: [] },
          people: [{ id: BOB, kind: 'person', name: 'Bob' }],
        },
        by,
      ),
  ]
  return (makers[kind] as () => NewEvent)()
}

function endOf(turn: TurnId, target: number): NewEvent<'turn-ended'>['data'] {
  return target % 2 === 0
    ? { turn, outcome: 'spoke' }
    : {
        turn,
        outcome: 'failed',
        speaker: BOT,
        failure: { code: 'internal', message: 'It broke.', retryable: true },
      }
}
