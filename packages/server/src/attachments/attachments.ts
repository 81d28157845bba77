import { Attachment, LIMITS } from '@parley/protocol'
import type { MemberId, RoomId } from '@parley/protocol'
import { createReadStream } from 'node:fs'
import type { ReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 as newId } from 'uuid'
import { OneAtATime } from '../authority/one-at-a-time.ts'
import { Refusal } from '../refusal.ts'
import { isFull, syncFolder, writeWhole } from './durable-files.ts'
import { receive } from './receive.ts'
import { thumbnailOf } from './thumbnail.ts'

/** An upload that no message has taken up is forgotten after this. */
export const UNUSED_MS = 24 * 60 * 60 * 1_000

/** Of an upload that no message has taken up yet. */
const WAITING = '.waiting.json'
const KEPT = '.json'

/**
 * The files of messages, in a folder beside the database. [R2]
 *
 *     temp/                     what is being received
 *     blobs/<sha-256>           the bytes, once however often they were sent
 *     uploads/<room>/<id>.json  what an upload is called, and which bytes it has
 *     drafts/<member>/<id>…     the same of what is sent before there is a room for it
 *
 * Everything is written whole to another name, synced and renamed: after a crash there is all of it or nothing.
 */
export class Attachments {
  readonly #directory: string
  readonly #now: () => number
  /** Bytes that an upload is about to refer to must not be swept meanwhile. */
  readonly #turns = new OneAtATime()

  private constructor(directory: string, now: () => number) {
    this.#directory = directory
    this.#now = now
  }

  static async open(directory: string, now: () => number): Promise<Attachments> {
    await rm(join(directory, 'temp'), { recursive: true, force: true })
    for (const part of ['temp', 'blobs', 'uploads', 'drafts']) {
      await mkdir(join(directory, part), { recursive: true, mode: 0o700 })
    }
    return new Attachments(directory, now)
  }

  /** Takes a file in; what it answers is durable. @throws Refusal `too-large`, `storage-full` */
  upload(room: RoomId, name: string, body: AsyncIterable<Uint8Array>): Promise<Attachment> {
    return this.#receive(this.#uploads(room), name, body)
  }

  /** The same before there is a room for it: for messages of this member, and of nobody else. */
  uploadDraft(member: MemberId, name: string, body: AsyncIterable<Uint8Array>): Promise<Attachment> {
    return this.#receive(this.#drafts(member), name, body)
  }

  /**
   * Gives an image that no message has taken up yet a smaller picture of it.
   * @throws Refusal `attachment-not-found`, `invalid-input`, `too-large`, `not-supported`, `storage-full`
   */
  illustrate(room: RoomId, id: string, body: AsyncIterable<Uint8Array>): Promise<Attachment> {
    return this.#illustrate(this.#uploads(room), id, body)
  }

  illustrateDraft(member: MemberId, id: string, body: AsyncIterable<Uint8Array>): Promise<Attachment> {
    return this.#illustrate(this.#drafts(member), id, body)
  }

  #receive(folder: string, name: string, body: AsyncIterable<Uint8Array>): Promise<Attachment> {
    const id = newId()
    return this.#takeIn(folder, async (path) => {
      return { id, name: cleanName(name), ...(await receive(body, path, name)) }
    })
  }

  #illustrate(folder: string, id: string, body: AsyncIterable<Uint8Array>): Promise<Attachment> {
    return this.#takeIn(folder, async (path) => {
      const image = await findIn(folder, id, [WAITING])
      if (image === undefined) throw new Refusal('attachment-not-found')
      const received = await receive(body, path, 'thumbnail', LIMITS.maxThumbnailBytes)
      return { ...image, thumbnail: thumbnailOf(image, received) }
    })
  }

  /** Writes bytes to a new file and says whose they are; then both are there, or neither. */
  async #takeIn(folder: string, write: (path: string) => Promise<Attachment>): Promise<Attachment> {
    const temporary = join(this.#directory, 'temp', newId())
    try {
      const attachment = await write(temporary)
      const { sha256 } = attachment.thumbnail ?? attachment
      await this.#turns.run('bytes', async () => {
        await rename(temporary, this.#blob(sha256))
        await syncFolder(join(this.#directory, 'blobs'))
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await writeWhole(join(folder, `${attachment.id}${WAITING}`), JSON.stringify(attachment))
      })
      return attachment
    } catch (error) {
      await rm(temporary, { force: true })
      if (isFull(error)) throw new Refusal('storage-full')
      throw error
    }
  }

  /** @throws Refusal `attachment-not-found` */
  async find(room: RoomId, id: string): Promise<Attachment> {
    const found = await findIn(this.#uploads(room), id)
    if (found === undefined) throw new Refusal('attachment-not-found')
    return found
  }

  /**
   * These belong to a message from now on; what `sender` sent before there was a room may be among them.
   * @throws Refusal `attachment-not-found`
   */
  async keep(room: RoomId, ids: readonly string[], sender?: MemberId): Promise<Attachment[]> {
    const here = await Promise.all(ids.map((id) => findIn(this.#uploads(room), id)))
    const missing = ids.filter((_, index) => here[index] === undefined)
    if (missing.length > 0 && sender === undefined) throw new Refusal('attachment-not-found')
    const drafts = missing.length > 0 && sender !== undefined ? await this.take(sender, room, missing) : []
    const found = here.map((file) => file ?? (drafts.shift() as Attachment))
    for (const { id } of found) {
      const path = join(this.#uploads(room), id)
      await rename(`${path}${WAITING}`, `${path}${KEPT}`).catch(ifThere)
    }
    if (found.length > 0) await syncFolder(this.#uploads(room))
    return found
  }

  /** The same files for a room that goes on from another; their bytes are there once. [R5] */
  share(from: RoomId, to: RoomId, ids: readonly string[]): Promise<void> {
    return this.#turns.run('bytes', async () => {
      await this.#put(to, await Promise.all(ids.map((id) => this.find(from, id))))
    })
  }

  /**
   * What a member sent before there was a room belongs to that room from now on. The draft stays its day, so that
   * a request that is repeated finds it again. @throws Refusal `attachment-not-found`
   */
  take(member: MemberId, room: RoomId, ids: readonly string[]): Promise<Attachment[]> {
    return this.#turns.run('bytes', async () => {
      const found = await Promise.all(ids.map((id) => this.#findDraft(member, id)))
      await this.#put(room, found)
      return found
    })
  }

  async #findDraft(member: MemberId, id: string): Promise<Attachment> {
    const found = await findIn(this.#drafts(member), id)
    if (found !== undefined) return found
    throw new Refusal('attachment-not-found', `No file that you sent has the id ${id}: send it again.`)
  }

  async #put(room: RoomId, files: readonly Attachment[]): Promise<void> {
    await mkdir(this.#uploads(room), { recursive: true, mode: 0o700 })
    for (const one of files) {
      await writeWhole(join(this.#uploads(room), `${one.id}${KEPT}`), JSON.stringify(one))
    }
  }

  /** The bytes from `start` to and with `end`. */
  stream({ sha256 }: Pick<Attachment, 'sha256'>, range: { start?: number; end?: number } = {}): ReadStream {
    return createReadStream(this.#blob(sha256), range)
  }

  read({ sha256 }: Attachment): Promise<Buffer> {
    return readFile(this.#blob(sha256))
  }

  /** Forgets uploads that were not used in time, and bytes that nobody refers to. Answers how many bytes went. */
  sweep(): Promise<number> {
    return this.#turns.run('bytes', async () => {
      const used = new Set<string>()
      for (const path of await this.#records()) {
        if (path.endsWith(WAITING) && (await stat(path)).mtimeMs < this.#now() - UNUSED_MS) await rm(path)
        else if (path.endsWith(KEPT)) {
          const { sha256, thumbnail } = Attachment.parse(JSON.parse(await readFile(path, 'utf8')))
          used.add(sha256)
          if (thumbnail !== undefined) used.add(thumbnail.sha256)
        }
      }
      let freed = 0
      for (const sha256 of await readdir(join(this.#directory, 'blobs'))) {
        if (used.has(sha256)) continue
        freed += (await stat(this.#blob(sha256))).size
        await rm(this.#blob(sha256))
      }
      return freed
    })
  }

  #blob(sha256: string): string {
    return join(this.#directory, 'blobs', sha256)
  }

  #uploads(room: RoomId): string {
    return join(this.#directory, 'uploads', room)
  }

  #drafts(member: MemberId): string {
    return join(this.#directory, 'drafts', member)
  }

  /** Every file that says which bytes an upload has. */
  async #records(): Promise<string[]> {
    const paths: string[] = []
    for (const kind of ['uploads', 'drafts']) {
      for (const place of await readdir(join(this.#directory, kind))) {
        const folder = join(this.#directory, kind, place)
        paths.push(...(await readdir(folder)).map((file) => join(folder, file)))
      }
    }
    return paths
  }
}

async function findIn(
  folder: string,
  id: string,
  endings: readonly string[] = [KEPT, WAITING],
): Promise<Attachment | undefined> {
  for (const ending of endings) {
    const text = await readFile(join(folder, `${id}${ending}`), 'utf8').catch(ifThere)
    if (text !== undefined) return Attachment.parse(JSON.parse(text))
  }
  return undefined
}

/** A name without folders and control characters, never empty. */
function cleanName(name: string): string {
  const last =
    name
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
      .split(/[\\/]/)
      .at(-1) ?? ''
  const short = Array.from(last.trim())
    .slice(0, LIMITS.maxFileNameCharacters / 2)
    .join('')
  return short === '' || short === '.' || short === '..' ? 'file' : short
}

function ifThere(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}
