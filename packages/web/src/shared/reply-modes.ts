import type { ReplyMode } from '@parley/protocol'

/** Each reply mode in words: its name, and what agents do in such a room. [R1] */
export const REPLY_MODE_WORDS: Record<ReplyMode, { name: string; meaning: string }> = {
  autopilot: { name: 'Autopilot', meaning: 'Agents take turns, with you and with each other.' },
  ambient: { name: 'Ambient', meaning: 'Agents answer when spoken to, or when they have something to add.' },
  manual: { name: 'Manual', meaning: 'Agents answer only when you ask for it.' },
}
