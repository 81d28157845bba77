import type {
  Attachment,
  ImportedItem,
  ImportedPerson,
  MemberId,
  RoomSettings,
  TimelineItem,
} from '@parley/protocol'

/** An item on its way into another room; `id` is the one that it had, by which replies name it. */
export type CopiedItem = { readonly id: string; readonly item: ImportedItem }

/** A conversation that is to become a room. [R5] */
export type CopiedRoom = {
  readonly settings: Partial<RoomSettings> & Pick<RoomSettings, 'title'>
  /** Agents that took part, by their ids; who is no agent of this workspace is left out later. */
  readonly agents: readonly MemberId[]
  /** Oldest first. */
  readonly items: readonly CopiedItem[]
  /** Everybody whom an item names, as far as it is known. */
  readonly people: ReadonlyMap<MemberId, ImportedPerson>
}

/** A visible item without its place; undefined where there is nothing to see. Words that were cut off stay. */
export function copied(item: TimelineItem): CopiedItem | undefined {
  if (item.deleted === true) return undefined
  const { id, kind } = item
  if (kind === 'line') {
    const { at, by, line } = item
    return { id, item: { kind, at, by, line } }
  }
  if (item.text === '' && item.attachments === undefined) return undefined
  const { seq: _, turn: _turn, deleted: _deleted, imported: _imported, foldedTo: _folded, ...rest } = item
  const { id: _id, status, ...message } = rest
  return { id, item: { ...message, status: status === 'streaming' ? 'interrupted' : status } }
}

/** The files that belong to a message, the pictures of its links among them. */
export function filesOf({
  attachments = [],
  previews = [],
}: Extract<ImportedItem, { kind: 'message' }>): Attachment[] {
  return [...attachments, ...previews.flatMap(({ image }) => image ?? [])]
}

/** Everybody whom an item names. */
export function namedIn(item: ImportedItem): MemberId[] {
  if (item.kind === 'message') return [item.by, ...item.reactions.map(({ by }) => by)]
  const { line } = item
  if (line.type === 'member-added') return [item.by, line.member.id]
  if ('member' in line && line.member !== undefined) return [item.by, line.member]
  return [item.by]
}
