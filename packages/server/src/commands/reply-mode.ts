import type { Member, ReplyMode } from '@parley/protocol'
import { Refusal } from '../refusal.ts'

/** Whether a room of these members can have this reply mode; manual rooms can do without agents. [R2] */
export function checkReplyMode(replyMode: ReplyMode, members: readonly Member[]): void {
  if (replyMode === 'manual' || members.some((member) => member.kind === 'agent')) return
  throw new Refusal('agent-required', `An ${replyMode} room must include at least one agent.`)
}
