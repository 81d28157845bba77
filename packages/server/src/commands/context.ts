import type { Command, CommandType, NewEvent, Pace, RoomHead, RoomId } from '@parley/protocol'
import type { Attachments } from '../attachments/attachments.ts'
import type { Authority } from '../authority/authority.ts'
import type { Principal } from '../authority/principal.ts'
import type { Log } from '../log/log.ts'
import type { Positions } from '../presence/positions.ts'
import type { Heads } from '../rooms/heads.ts'
import type { Store } from '../store/store.ts'
import type { Archives } from './archives.ts'

/** What commands need of the server. */
export type Office = {
  store: Store
  log: Log
  heads: Heads
  /** What people have read and the store has not heard of yet. */
  positions: Pick<Positions, 'flush'>
  /** Absent: messages have no files. */
  attachments?: Attachments
  /** Absent: nobody archives rooms. */
  archives?: Archives
  /** Who asks, and what ends when they may no longer. */
  authority: Authority
  now: () => number
  /** Seed of the installation: a room's own is derived from it. */
  seed: string
  /** For rooms whose creator does not say. */
  defaultPace: Pace
}

/** A command of one type, addressed. */
export type Order<Type extends CommandType> = {
  office: Office
  principal: Principal
  room: RoomId
  id: NewEvent['id']
  command: Extract<Command, { type: Type }>
}

/** An order to a room that is there, by one of its members. */
export type MemberOrder<Type extends CommandType> = Order<Type> & { head: RoomHead }

/** The events that fulfil an order; handlers throw a Refusal instead where it cannot be. */
export type Events = [NewEvent, ...NewEvent[]]
