import type { MemberId } from '@parley/protocol'
import type { FloorContext, Line } from './context.ts'
import { REMEMBERED_MESSAGES } from './context.ts'
import { automatic, newSpeaker, own } from './speaker.ts'
import type { Seat, Speaker } from './speaker.ts'

/** The moment after the last message, the same for all who may speak next. */
export type Scene = {
  floor: FloorContext
  /** Position of the last message, its line and its author. */
  position: number
  line: Line
  author: Speaker
  /** Messages that the author has written in a row, and whether one of them names somebody. */
  run: number
  runAddresses: boolean
  /** The last line of whoever spoke before this run. */
  before: Line | undefined
  /** Time that the recent messages took. */
  spanMs: number
  /** Positions of the last messages of all others that are remembered, latest first. */
  lastPositions: readonly number[]
  /** The most commands that anybody has answered; at least 1. */
  mostCommands: number
  bySeat: ReadonlyMap<Seat, { id: MemberId; speaker: Speaker }>
  /** The recent lines as each member appears in them. */
  glances: ReadonlyMap<MemberId, Glance>
}

/** Somebody who may speak next. */
export type Candidate = {
  id: MemberId
  speaker: Speaker
  /** How many others, without the author of the last message, spoke later than this one. */
  rank: number
  /** Messages since this candidate's last one: 1 is right before the last message. At most 200. */
  silence: number
  /** The same in milliseconds. */
  silentMs: number
  /** How much of a program it seems, from 0 to 1. */
  automatic: number
}

/** Undefined before the first message: nobody has left a trace yet. */
export function sceneOf(floor: FloorContext): Scene | undefined {
  const line = floor.recent.at(-1)
  if (line === undefined) return undefined
  const begin = floor.recent.findLastIndex(({ by }) => by !== line.by) + 1
  const run = floor.recent.slice(begin)
  const positions: number[] = []
  const bySeat = new Map<Seat, { id: MemberId; speaker: Speaker }>()
  let mostCommands = 1
  for (const id of Object.keys(floor.members) as MemberId[]) {
    const speaker = own(floor.members, id)
    if (speaker !== undefined) bySeat.set(speaker.seat, { id, speaker })
    if (speaker === undefined || id === line.by) continue
    if (speaker.last !== null) positions.push(speaker.last.position)
    mostCommands = Math.max(mostCommands, speaker.commandsAnswered)
  }
  return {
    floor,
    position: floor.heard - 1,
    line,
    author: own(floor.members, line.by) ?? newSpeaker(floor.seats, floor.heard - 1),
    run: run.length,
    runAddresses: run.some(({ to }) => to.length > 0),
    before: floor.recent[begin - 1],
    spanMs: line.at - (floor.recent[0] ?? line).at,
    lastPositions: positions.toSorted((a, b) => b - a),
    mostCommands,
    bySeat,
    glances: glancesOf(floor.recent),
  }
}

/** Anybody at all, remembered or not. */
export function candidateOf(scene: Scene, id: MemberId): Candidate {
  const speaker = own(scene.floor.members, id) ?? newSpeaker(scene.floor.seats, scene.floor.heard)
  const { last } = speaker
  return {
    id,
    speaker,
    rank: last === null ? scene.lastPositions.length : rankOf(scene, last.position),
    silence: last === null ? REMEMBERED_MESSAGES : clamped(scene.position - last.position),
    silentMs: scene.line.at - (last ?? scene.floor.recent[0] ?? scene.line).at,
    automatic: automatic(speaker),
  }
}

/** The author of the last message, who is not in the list, has nobody before it. */
function rankOf({ lastPositions }: Scene, position: number): number {
  return Math.max(0, lastPositions.indexOf(position))
}

function clamped(messages: number): number {
  return Math.min(REMEMBERED_MESSAGES, Math.max(1, messages))
}

/** How often a member appears in the recent lines. */
export type Glance = {
  /** Indices of its own lines. */
  spoken: readonly number[]
  /** The different authors of lines that named it. */
  callers: readonly MemberId[]
}

export const UNSEEN: Glance = { spoken: [], callers: [] }

function glancesOf(recent: readonly Line[]): Map<MemberId, Glance> {
  const glances = new Map<MemberId, { spoken: number[]; callers: MemberId[] }>()
  const glanceAt = (id: MemberId) => {
    const glance = glances.get(id) ?? { spoken: [], callers: [] }
    glances.set(id, glance)
    return glance
  }
  recent.forEach(({ by, to }, index) => {
    glanceAt(by).spoken.push(index)
    for (const id of to) {
      const { callers } = glanceAt(id)
      if (!callers.includes(by)) callers.push(by)
    }
  })
  return glances
}

/** Recent messages of a candidate's partner since the candidate's own last one. */
export function partnerSince({ floor, bySeat, glances }: Scene, { speaker, silence }: Candidate): number {
  const partner = speaker.partner === null ? undefined : bySeat.get(speaker.partner)
  const lines = partner === undefined ? [] : (glances.get(partner.id)?.spoken ?? [])
  const since = floor.recent.length - silence
  return lines.reduce((sum, index) => sum + (index >= since ? 1 : 0), 0)
}
