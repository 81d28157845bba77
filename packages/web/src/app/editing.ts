import type { EventId, MemberId, Message, TimelineItem } from '@parley/protocol'

/** The message that the composer edits; with `rerun` it is to be answered anew. [D14] */
export type Editing = { message: EventId; text: string; rerun: boolean }

/** How a message is taken up for editing. */
export function editingOf({ id, text }: Message, rerun: boolean): Editing {
  return { message: id, text, rerun }
}

/** The last message of `me` that is still there, for "arrow up". [W3] */
export function lastEditable(timeline: readonly TimelineItem[], me: MemberId): Editing | undefined {
  const last = timeline.findLast(
    (item) => item.kind === 'message' && item.by === me && item.deleted !== true && item.text !== '',
  )
  return last?.kind === 'message' ? editingOf(last, false) : undefined
}
