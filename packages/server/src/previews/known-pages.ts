import type { Attachment, LinkPreview, RoomId } from '@parley/protocol'
import type { Attachments } from '../attachments/attachments.ts'
import type { Found } from './look-up.ts'

export type WhatItSays = Omit<LinkPreview, 'url'>

/** The picture is a file of the room that asked first, and of others as they ask. */
type Known = { words: WhatItSays; image?: { room: RoomId; file: Attachment } }
type Entry = { until: number; known: Promise<Known | undefined> }

const MOST_KEPT = 1_000
const KEPT_MS = 60 * 60 * 1_000
/** What failed may be there again soon. */
const FAILURE_KEPT_MS = 10 * 60 * 1_000

export type KnownPagesPorts = {
  attachments: Pick<Attachments, 'upload' | 'keep' | 'share'>
  now: () => number
  lookUp: (url: string) => Promise<Found | undefined>
}

/** Asks each page once an hour at most, however many rooms speak of it. No bytes stay in memory. */
export class KnownPages {
  readonly #ports: KnownPagesPorts
  readonly #entries = new Map<string, Entry>()

  constructor(ports: KnownPagesPorts) {
    this.#ports = ports
  }

  /** Whether an answer is there, or on its way: then nothing is fetched. */
  has(url: string): boolean {
    return (this.#entries.get(keyOf(url))?.until ?? 0) > this.#ports.now()
  }

  /** What the page says, with its picture as a file of `room`; undefined: nothing. Rejects where it cannot be asked. */
  async read(room: RoomId, url: string): Promise<WhatItSays | undefined> {
    const known = await this.#known(room, keyOf(url))
    if (known?.image === undefined) return known?.words
    const { room: first, file } = known.image
    try {
      if (first !== room) await this.#ports.attachments.share(first, room, [file.id])
      return { ...known.words, image: file }
    } catch {
      // The picture is gone, or there is no room for it: the words are still true.
      return known.words
    }
  }

  #known(room: RoomId, url: string): Promise<Known | undefined> {
    const entry = this.#entries.get(url)
    if (entry !== undefined && entry.until > this.#ports.now()) return entry.known
    const asked: Entry = { until: this.#ports.now() + KEPT_MS, known: this.#ask(room, url) }
    asked.known.then(
      (known) => known === undefined && this.#shorten(asked),
      () => this.#shorten(asked),
    )
    this.#entries.delete(url)
    this.#entries.set(url, asked)
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= MOST_KEPT) break
      this.#entries.delete(oldest)
    }
    return asked.known
  }

  #shorten(entry: Entry): void {
    entry.until = this.#ports.now() + FAILURE_KEPT_MS
  }

  async #ask(room: RoomId, url: string): Promise<Known | undefined> {
    const { attachments, lookUp } = this.#ports
    const found = await lookUp(url)
    if (found === undefined) return undefined
    const { picture, ...words } = found
    if (picture === undefined) return { words }
    const { id } = await attachments.upload(room, picture.name, once(picture.bytes))
    const [file] = await attachments.keep(room, [id])
    return file === undefined ? { words } : { words, image: { room, file } }
  }
}

/** What stands behind the # is for the reader's browser. */
function keyOf(url: string): string {
  const [address = url] = url.split('#')
  return address
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
