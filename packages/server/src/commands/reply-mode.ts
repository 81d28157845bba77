import type { Member, ReplyMode } from '@parley/protocol'
import { Refusal } from '../refusal.ts'

/** Whether a room of these members can have this reply mode. [R2] */
export function checkReplyMode(replyMode: ReplyMode, members: readonly Member[]): void {
  if (replyMode === 'ambient')
    throw new Refusal('not-supported', 'This server does not offer the reply mode ambient.')
  if (replyMode === 'autopilot' && !members.some((member) => member.kind === 'agent')) {
    throw new Refusal('agent-required', 'An autopilot room must include at least one agent.')
  }
}
