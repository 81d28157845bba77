import { ImportLine } from '@parley/protocol'
import type { WireError } from '@parley/protocol'
import { readFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import type { Configuration } from '../configuration.ts'
import { ConfigurationError } from '../configuration.ts'
import { accessTo } from './access.ts'
import type { Environment } from './access.ts'

/** `parley export ROOM`: all of a room on standard output. Answers the exit code. [E4, R5] */
export async function exportCommand(
  { dataDirectory }: Configuration,
  env: Environment,
  args: string[],
): Promise<number> {
  const { room, format } = readExportOptions(args)
  const { url, token } = await accessTo(dataDirectory, env)
  const path = `/api/rooms/${encodeURIComponent(room)}/export?format=${format}`
  const response = await fetch(new URL(path, url), { headers: { authorization: `Bearer ${token}` } })
  if (!response.ok || response.body === null) return refused(response)
  await pipeline(response.body, process.stdout, { end: false })
  return 0
}

/** `parley import FILE`: makes rooms of a file and tells of each. Answers the exit code: 1 if one was refused. */
export async function importCommand(
  { dataDirectory }: Configuration,
  env: Environment,
  [file, ...more]: string[],
): Promise<number> {
  if (file === undefined || more.length > 0) throw new ConfigurationError('Usage: parley import FILE')
  const bytes = await readFile(file).catch((error: Error) => {
    throw new ConfigurationError(`${file} cannot be read: ${error.message}`)
  })
  const { url, token } = await accessTo(dataDirectory, env)
  const response = await fetch(new URL('/api/imports', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: bytes,
  })
  if (!response.ok || response.body === null) return refused(response)
  let code = 0
  for await (const { number, of, title, status, room, error } of linesOf(response.body)) {
    process.stdout.write(
      `${number}/${of}  ${WORDS[status]}  ${room ?? '-'}  ${title.replaceAll(/\s+/g, ' ')}\n`,
    )
    if (error !== undefined) process.stderr.write(`parley: ${error.message}\n`)
    if (status === 'refused') code = 1
  }
  return code
}

const WORDS: Record<ImportLine['status'], string> = {
  created: 'imported',
  there: 'was there',
  refused: 'refused ',
}

function readExportOptions(args: string[]): { room: string; format: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { format: { type: 'string', default: 'json' } },
    })
    const [room, ...more] = positionals
    if (room !== undefined && more.length === 0 && ['json', 'markdown'].includes(values.format)) {
      return { room, format: values.format }
    }
  } catch {
    // An option that is not known: the usage says which are.
  }
  throw new ConfigurationError('Usage: parley export ROOM [--format json|markdown]')
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ImportLine> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield ImportLine.parse(JSON.parse(line))
  }
}

async function refused(response: Response): Promise<number> {
  const body = (await response.json().catch(() => undefined)) as { error?: WireError } | undefined
  process.stderr.write(`parley: ${body?.error?.message ?? `the server answered ${response.status}`}\n`)
  return 1
}
