import type { ClientFrame, MemberId, Reading, RoomId, Seq, ServerFrame } from '@parley/protocol'
import type { ReadMark } from './unread.ts'

/** What this client said of a room and has not heard back yet: it is said again on the next connection. */
type Claim = { seq: Seq; back?: true }

type Place = { mark: ReadMark; claim?: Claim }

/**
 * Up to where the reader has read each room, the same on all its devices: the server keeps it. A mark that
 * is made here counts here at once. [C6]
 */
export class ReadPositions {
  readonly #send: (frame: ClientFrame) => boolean
  readonly #places = new Map<RoomId, Place>()

  constructor(send: (frame: ClientFrame) => boolean) {
    this.#send = send
  }

  markOf(room: RoomId): ReadMark {
    return this.#places.get(room)?.mark ?? { seq: undefined }
  }

  /** The list of rooms was read; `to`: the seq up to which the server counted. */
  adopt({ room, position, unread }: Reading, to: number): void {
    const known = this.#places.get(room)
    // What the stream said since is newer, unless it is the same position.
    if (known !== undefined && known.mark.seq !== undefined && known.mark.seq !== position) return
    this.#places.set(room, { ...known, mark: { seq: position, counted: { unread, to } } })
  }

  /** Answers whether anything of the reader's own is different now. */
  take(frame: ServerFrame & { type: 'presence' }, reader: MemberId): boolean {
    const { room, whole } = frame
    const own = frame.signals.find((signal) => signal.type === 'read' && signal.member === reader)
    const seq = own?.type === 'read' ? own.seq : undefined
    const known = this.#places.get(room)
    const claim = known?.claim
    if (whole === true && claim !== undefined && (claim.back === true || claim.seq > (seq ?? -1))) {
      this.#send({ type: 'read', room, ...claim })
      return false
    }
    if (own?.type !== 'read' || seq === undefined) return false
    const isOld = whole !== true && own.back !== true && seq < (known?.mark.seq ?? 0)
    if (isOld) return false
    const isConfirmed = own.back === true || claim === undefined || seq >= claim.seq
    this.#put(room, seq, isConfirmed ? undefined : claim)
    return known?.mark.seq !== seq
  }

  /** Everything up to `seq` was read; answers whether that is news. */
  advance(room: RoomId, seq: Seq): boolean {
    if (seq <= (this.markOf(room).seq ?? -1)) return false
    this.#claim(room, { seq })
    return true
  }

  /** What lies behind `seq` counts as unread again. */
  goBack(room: RoomId, seq: Seq): void {
    this.#claim(room, { seq, back: true })
  }

  clear(): void {
    this.#places.clear()
  }

  #claim(room: RoomId, claim: Claim): void {
    this.#put(room, claim.seq, claim)
    this.#send({ type: 'read', room, ...claim })
  }

  #put(room: RoomId, seq: Seq, claim: Claim | undefined): void {
    const known = this.markOf(room)
    const mark = known.seq === seq ? known : { seq }
    this.#places.set(room, { mark, ...(claim === undefined ? {} : { claim }) })
  }
}
