import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** One message of a transcript: second of the day, author, text. What else the file says is not read. */
export type Said = { second: number; by: string; text: string }

/** One conversation, in the order of the file. */
export type Room = { name: string; timeResolutionS: number; said: Said[] }

/** The rooms of one file; `name` is the file's, without its ending. */
export type Collection = { name: string; rooms: Room[] }

/** Says what is wrong with the data, and where, in words for whoever gave the path. */
export class BadData extends Error {}

const ENDINGS = ['.jsonl', '.jsonl.gz']

/**
 * Reads a file of transcripts, or all those of a folder in the order of their names: `.jsonl` or `.jsonl.gz`,
 * one room a line. Fields that it does not know are ignored. Throws `BadData`.
 */
export function readCollections(path: string): Collection[] {
  const files = filesAt(path)
  if (files.length === 0)
    throw new BadData(`${path}: there is no ${ENDINGS.join(' or ')} file in this folder`)
  return files.map((file) => ({ name: nameOf(file), rooms: readRooms(file) }))
}

/** The same collections. Throws `BadData` if in none of their rooms anybody answers anybody. */
export function requireTalk(collections: readonly Collection[], path: string): readonly Collection[] {
  const isTalk = ({ said }: Room) => said.some(({ by }) => by !== said[0]?.by)
  if (!collections.some(({ rooms }) => rooms.some(isTalk))) {
    throw new BadData(`${path}: nobody answers anybody in these rooms`)
  }
  return collections
}

function filesAt(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) throw new BadData(`${path}: there is no such file or folder`)
  if (!found.isDirectory()) return [path]
  return readdirSync(path)
    .filter((name) => ENDINGS.some((ending) => name.endsWith(ending)))
    .toSorted()
    .map((name) => join(path, name))
}

function nameOf(file: string): string {
  return basename(file).replace(/\.jsonl(\.gz)?$/, '')
}

function readRooms(file: string): Room[] {
  return textOf(file)
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [readRoom(line, `${file}, line ${index + 1}`)]))
}

function textOf(file: string): string {
  const bytes = readFileSync(file)
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8')
  try {
    return gunzipSync(bytes).toString('utf8')
  } catch (cause) {
    throw new BadData(`${file}: cannot be unpacked`, { cause })
  }
}

function readRoom(line: string, where: string): Room {
  const room = parsed(line, where)
  if (!isRecord(room)) throw new BadData(`${where}: a room must be an object`)
  const { messages, timeResolutionS } = room
  if (!Array.isArray(messages)) throw new BadData(`${where}: a room must have a list "messages"`)
  return {
    name: typeof room['room'] === 'string' ? room['room'] : where,
    timeResolutionS: typeof timeResolutionS === 'number' && timeResolutionS > 0 ? timeResolutionS : 1,
    said: messages.map((message: unknown, index) => readMessage(message, `${where}, message ${index}`)),
  }
}

function parsed(line: string, where: string): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new BadData(`${where}: is no JSON`, { cause })
  }
}

function readMessage(message: unknown, where: string): Said {
  if (!Array.isArray(message)) throw new BadData(`${where}: must be a list [seconds, author, text, …]`)
  const [second, by, text]: unknown[] = message
  if (typeof second !== 'number' || !Number.isFinite(second))
    throw new BadData(`${where}: has no time in seconds`)
  if (typeof by !== 'string' || by === '') throw new BadData(`${where}: has no author`)
  if (typeof text !== 'string') throw new BadData(`${where}: has no text`)
  return { second, by, text }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
