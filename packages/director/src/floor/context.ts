import type { MemberId } from '@parley/protocol'
import { showsOf } from './shows.ts'
import type { Shows } from './shows.ts'
import {
  automatic,
  brief,
  counted,
  faded,
  FRESH_HALF_LIFE,
  newSpeaker,
  own,
  pendingCall,
  put,
  STEADY_HALF_LIFE,
  weightOf,
} from './speaker.ts'
import type { Seat, Speaker } from './speaker.ts'

/** Lines that are kept as such. */
export const RECENT_LINES = 20
/** After so many messages in which a member neither spoke nor was addressed, it is forgotten. */
export const REMEMBERED_MESSAGES = 200
/** Of more members than this, those are forgotten that were not heard of for longest. */
export const MOST_MEMBERS = 80

/**
 * A message as the floor hears it; `at` in milliseconds since any fixed moment, `to` are the members that it
 * names, in order of appearance.
 */
export type Heard = { by: MemberId; at: number; text: string; to: readonly MemberId[] }

export type Line = { by: MemberId; at: number; to: readonly MemberId[]; shows: Shows }

/**
 * All that is remembered of a conversation to tell who may speak next: a fold of its messages. Plain data;
 * saved as JSON and read again it is the same. [D1]
 *
 * Bounded, however long the conversation and however many its members: as JSON with ids of 36 characters about
 * 5 kB where 5 talk, 13 kB (at most 14) where 20 do, 18 kB (at most 28) where 200 do.
 */
export type FloorContext = {
  /** Messages heard. The last one has the position `heard - 1`. */
  heard: number
  /** Seats given. */
  seats: number
  /** The last messages, oldest first. */
  recent: readonly Line[]
  members: Record<MemberId, Speaker>
}

export const SILENT_FLOOR: FloorContext = { heard: 0, seats: 0, recent: [], members: {} }

/**
 * Hears one more message. Total: a time that is no number or runs backwards is taken as that of the
 * message before, and whoever addresses itself addresses nobody. Members are taken from a message as they
 * come: that they are in the room is for the caller to check.
 */
export function hear(floor: FloorContext, message: Heard): FloorContext {
  const previous = floor.recent.at(-1)
  const position = floor.heard
  const line: Line = {
    by: message.by,
    at: timeOf(message.at, previous?.at),
    to: [...new Set(message.to)].filter((member) => member !== message.by).slice(0, MOST_NAMED),
    shows: showsOf(message.text),
  }
  const members = { ...floor.members }
  let { seats } = floor
  const met = (id: MemberId): Speaker => own(members, id) ?? newSpeaker(seats++, position)
  const author = met(line.by)
  const begins = previous?.by !== line.by
  const before = previous === undefined || !begins ? undefined : own(members, previous.by)
  if (previous !== undefined && before !== undefined) {
    put(members, previous.by, { ...before, followers: counted(before.followers, [author.seat]) })
  }
  const named = line.to.map((id) => ({ id, member: met(id) }))
  const toward = named.map(({ member }) => member.seat)
  put(members, line.by, {
    ...spoke(author, line, position, begins),
    commandsAnswered: author.commandsAnswered + (begins && previous?.shows.commands === true ? 1 : 0),
    ...exchange(author, toward, position),
  })
  for (const { id, member } of named) put(members, id, called(member, line, position, author))
  if (position % FORGET_EVERY === 0) forget(members, position)
  return { heard: position + 1, seats, recent: [...floor.recent, line].slice(-RECENT_LINES), members }
}

/** A message that names everybody calls nobody in particular. */
const MOST_NAMED = 10
const FORGET_EVERY = 20

function timeOf(at: number, before: number | undefined): number {
  const least = before ?? 0
  return Number.isFinite(at) ? Math.max(at, least) : least
}

function spoke(author: Speaker, line: Line, position: number, begins: boolean): Speaker {
  const { last } = author
  const messages = last === null ? 0 : position - last.position
  const call = pendingCall(author)
  return {
    ...author,
    messages: author.messages + 1,
    runs: author.runs + (begins ? 1 : 0),
    last: { position, at: line.at, shows: line.shows },
    fresh: brief(faded(author.fresh, messages, FRESH_HALF_LIFE) + 1),
    steady: brief(faded(author.steady, messages, STEADY_HALF_LIFE) + 1),
    ...(begins && last !== null
      ? {
          stride: smoothed(author.stride, messages),
          pauseMs: Math.round(smoothed(author.pauseMs, line.at - last.at)),
        }
      : {}),
    ...(call === null
      ? {}
      : { latency: smoothed(author.latency, position - call.first), answers: author.answers + 1 }),
  }
}

/** Whom the author turns to: those it names, or whoever called it not long ago. */
function exchange(author: Speaker, toward: readonly Seat[], position: number): Partial<Speaker> {
  const [addressee] = toward
  if (addressee === undefined) {
    const call = pendingCall(author)
    return call !== null && position - call.position < STILL_ANSWERING ? { partner: call.by } : {}
  }
  return {
    partner: addressee,
    addressees: author.addressees + toward.filter((seat) => weightOf(author.toward, seat) === 0).length,
    toward: counted(author.toward, toward),
  }
}

/** A call that is older, in messages, is not what the next words are about. */
const STILL_ANSWERING = 30

function called(member: Speaker, line: Line, position: number, caller: Speaker): Speaker {
  const before = pendingCall(member)
  return {
    ...member,
    call: {
      by: caller.seat,
      position,
      at: line.at,
      first: before?.first ?? position,
      times: (before?.times ?? 0) + 1,
      shows: line.shows,
      automatic: brief(automatic(caller)),
    },
    called: member.called + 1,
    partner: caller.seat,
  }
}

/** A running mean in which the latest counts three tenths. */
function smoothed(mean: number, value: number): number {
  return mean === 0 ? value : brief(0.7 * mean + 0.3 * value)
}

function forget(members: Record<MemberId, Speaker>, position: number): void {
  const latestFirst = (Object.keys(members) as MemberId[])
    .map((id) => ({ id, heardOf: lastHeardOf(own(members, id)) }))
    .toSorted((a, b) => b.heardOf - a.heardOf)
  latestFirst.forEach(({ id, heardOf }, index) => {
    if (index >= MOST_MEMBERS || position - heardOf > REMEMBERED_MESSAGES) delete members[id]
  })
}

function lastHeardOf(speaker: Speaker | undefined): number {
  return Math.max(speaker?.last?.position ?? 0, speaker?.call?.position ?? 0)
}
