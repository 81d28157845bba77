import type {
  Attachment,
  EventId,
  LinkPreview,
  MemberId,
  Message,
  Reaction,
  RoomHead,
  RoomId,
  Seq,
  SystemLine,
  TimelineItem,
  ToolCall,
  TurnId,
  TurnState,
} from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { PEOPLE } from './people.ts'

/** When the gallery stands still: a Saturday morning. */
export const NOW = Date.UTC(2026, 2, 14, 9, 41)
const MINUTE_MS = 60_000

type Extras = Partial<Omit<RoomState, 'view' | 'id'>> & {
  settings?: Partial<RoomHead['settings']>
  members?: RoomHead['members']
  turns?: TurnState[]
}

/** A room that says `items`, the last of them three minutes ago. */
export function roomOf(name: string, items: readonly TimelineItem[], extras: Extras = {}): RoomState {
  const { settings, members = [...PEOPLE], turns = [], ...rest } = extras
  const timeline = items.map((item, index) => {
    const seq = (index + 1) as Seq
    const placed = { ...item, seq, at: NOW - (items.length + 2 - index) * MINUTE_MS }
    return placed.kind === 'message' ? { ...placed, foldedTo: seq } : placed
  })
  const head: RoomHead = {
    id: `gallery-${name}` as RoomId,
    seq: items.length as Seq,
    createdAt: NOW - 60 * MINUTE_MS,
    changedAt: NOW - 3 * MINUTE_MS,
    settings: {
      title: '',
      replyMode: 'autopilot',
      pace: 'human',
      instructions: '',
      maxConsecutiveAgentMessages: 5,
      ...settings,
    },
    seed: 'gallery',
    members,
    interruption: 0,
    deleted: false,
    turns,
    asked: [],
  }
  return {
    id: head.id,
    view: { head, timeline, more: false },
    pending: [],
    unread: 0,
    preferences: {},
    present: new Set<MemberId>(),
    typing: [],
    read: new Map<MemberId, Seq>(),
    loadingOlder: false,
    synced: true,
    ...rest,
  }
}

let made = 0

/** A message; place and time are given by its room. */
export function say(by: string, text: string, more: Partial<Message> = {}): Message {
  made += 1
  return {
    kind: 'message',
    id: `said-${made}` as EventId,
    seq: 0 as Seq,
    at: 0,
    by: by as MemberId,
    text,
    status: 'complete',
    reactions: [],
    foldedTo: 0 as Seq,
    ...more,
  }
}

/** Tapbacks, each `member:reaction`. */
export function given(...all: `${string}:${Reaction}`[]): Pick<Message, 'reactions'> {
  return {
    reactions: all.map((one) => {
      const [by, reaction] = one.split(':') as [MemberId, Reaction]
      return { by, reaction, at: 0 }
    }),
  }
}

/** What a page says of itself; its picture by width and height. */
export function page(
  url: string,
  words: Pick<LinkPreview, 'title' | 'siteName'>,
  [width, height]: readonly [number?, number?] = [],
): LinkPreview {
  if (width === undefined || height === undefined) return { url, ...words }
  const image = { id: 'picture', name: 'preview.png', type: 'image/png', bytes: 1, width, height, sha256: '' }
  return { url, ...words, image: image as Attachment }
}

/** A line of the room itself. */
export function line(of: SystemLine['line'], by = 'robin'): SystemLine {
  made += 1
  return { kind: 'line', id: `line-${made}` as EventId, seq: 0 as Seq, at: 0, by: by as MemberId, line: of }
}

/** What an agent does with a tool, or did. */
export function call(tool: string, status: ToolCall['status'], asked: object): ToolCall {
  return { call: `call-${tool}`, tool, arguments: JSON.stringify(asked), at: 0, status }
}

/** A turn at work. */
export function turnOf(speaker: string, phase: TurnState['phase'], message?: EventId): TurnState {
  return {
    plan: {
      id: `turn-${speaker}` as TurnId,
      cause: 'requested',
      priority: 100,
      interruption: 0,
      candidates: [speaker as MemberId],
      wrapUp: false,
      notBefore: 0,
      attempt: 0,
      reasons: [],
    },
    phase,
    since: 0,
    interruption: 0,
    speaker: speaker as MemberId,
    ...(message === undefined ? {} : { message }),
  }
}
