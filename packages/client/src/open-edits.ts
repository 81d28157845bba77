import type { CommandInput, EventId, RoomId, Seq, TimelineItem } from '@parley/protocol'
import type { RoomView } from '@parley/room'

/** What a command of this client does to one message; without `text` it deletes it. */
type Edit = {
  command: EventId
  message: EventId
  text: string | undefined
  /** Of the event that it became, once the server has told. */
  seq: Seq | undefined
}

type Applied = { view: RoomView; edits: readonly Edit[]; result: RoomView }

/**
 * Edits and deletions of this client that the log of their room does not have yet: shown at once, gone
 * when they are refused, and dropped when the view has them itself. [D14]
 */
export class OpenEdits {
  readonly #edits = new Map<RoomId, readonly Edit[]>()
  readonly #applied = new Map<RoomId, Applied>()

  /** Answers whether the command is one that shows at once. */
  begin(room: RoomId, command: EventId, input: CommandInput): boolean {
    if (input.type !== 'edit-message' && input.type !== 'delete-message') return false
    const text = input.type === 'edit-message' ? input.text : undefined
    const edit: Edit = { command, message: input.message as EventId, text, seq: undefined }
    this.#edits.set(room, [...this.#without(room, command), edit])
    return true
  }

  /** It is durable: it stays until the view has reached `seq`. */
  acked(room: RoomId, command: EventId, seq: number): void {
    const edits = this.#of(room).map((edit) =>
      edit.command === command ? { ...edit, seq: seq as Seq } : edit,
    )
    this.#edits.set(room, edits)
  }

  refused(room: RoomId, command: EventId): void {
    this.#edits.set(room, this.#without(room, command))
  }

  clear(): void {
    this.#edits.clear()
    this.#applied.clear()
  }

  /** The view as it will be; the same object for the same view and edits. */
  applyTo(room: RoomId, view: RoomView, cursor: Seq): RoomView {
    const edits = this.#of(room).filter(({ seq }) => seq === undefined || seq > cursor)
    if (edits.length === 0) {
      this.#edits.delete(room)
      this.#applied.delete(room)
      return view
    }
    const known = this.#applied.get(room)
    if (known?.view === view && sameEdits(known.edits, edits)) return known.result
    const timeline = view.timeline.map((item) => edits.reduce(applied, item))
    const result = { ...view, timeline }
    this.#edits.set(room, edits)
    this.#applied.set(room, { view, edits, result })
    return result
  }

  #of(room: RoomId): readonly Edit[] {
    return this.#edits.get(room) ?? []
  }

  #without(room: RoomId, command: EventId): readonly Edit[] {
    return this.#of(room).filter((edit) => edit.command !== command)
  }
}

/** In the order of the commands, as the server will fold their events. */
function applied(item: TimelineItem, { message, text }: Edit): TimelineItem {
  if (item.id !== message) return item
  if (item.kind === 'line') return { ...item, deleted: true }
  if (text === undefined) return { ...item, text: '', reactions: [], deleted: true }
  const { deleted, ...shown } = item
  // What comes back is presumably as it was.
  if (deleted === true) return { ...shown, text }
  return { ...shown, text, editedAt: item.editedAt ?? item.at }
}

function sameEdits(a: readonly Edit[], b: readonly Edit[]): boolean {
  return a.length === b.length && a.every((edit, index) => edit === b[index])
}
