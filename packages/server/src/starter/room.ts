import type { MemberId, Reaction, ReplyMode, RoomId } from '@parley/protocol'
import { starterAgentId } from './agents.ts'

/** Stands for the person to whom the workspace belongs. */
export const OWNER = 'owner'
export type StarterAuthor = MemberId | typeof OWNER

export type StarterMessage = {
  readonly author: StarterAuthor
  readonly text: string
  /** Before the first start of the workspace. */
  readonly minutesAgo: number
  readonly reactions: readonly { readonly by: StarterAuthor; readonly reaction: Reaction }[]
}

export type StarterRoom = {
  readonly id: RoomId
  /** Empty: the room is called by its members. */
  readonly title: string
  readonly replyMode: ReplyMode
  /** Agents, in order of joining; the owner is a member of every room besides. */
  readonly members: readonly MemberId[]
  /** Oldest first. */
  readonly messages: readonly StarterMessage[]
}

/** Author (`me` is the owner), minutes ago, text, then who reacted and how. */
export type ScriptLine = readonly [string, number, string, ...(readonly [string, Reaction])[]]

export type Script = {
  readonly id: string
  readonly title?: string
  /** Names of starter agents. */
  readonly with: readonly string[]
  readonly lines: readonly ScriptLine[]
}

/** Turns a script, which is pleasant to write, into the room that it stands for. */
export function roomOf({ id, title = '', with: names, lines }: Script): StarterRoom {
  return {
    id: `r_starter-${id}` as RoomId,
    title,
    replyMode: 'autopilot',
    members: names.map(starterAgentId),
    messages: lines.map(([author, minutesAgo, text, ...reactions]) => ({
      author: authorOf(author),
      text,
      minutesAgo,
      reactions: reactions.map(([by, reaction]) => ({ by: authorOf(by), reaction })),
    })),
  }
}

function authorOf(name: string): StarterAuthor {
  return name === 'me' ? OWNER : starterAgentId(name)
}
