import { readFileSync } from 'node:fs'
import type { WirePin } from './wire-schema.ts'

export const PIN = new URL('./wire-pin.json', import.meta.url)
export const DOCUMENT = new URL('../../../PROTOCOL.md', import.meta.url)

/** A row of the table in PROTOCOL.md. */
export type WireChange = { date: string; version: string; wire: string; change: string }

const HEADING = '### History'

export function readPin(): WirePin {
  return JSON.parse(readFileSync(PIN, 'utf8')) as WirePin
}

export function readHistory(document = readFileSync(DOCUMENT, 'utf8')): WireChange[] {
  const lines = document.slice(document.indexOf(`\n${HEADING}\n`)).split('\n')
  const first = lines.findIndex((line) => line.startsWith('|')) + 2
  const rows: WireChange[] = []
  for (const line of lines.slice(first)) {
    if (!line.startsWith('|')) break
    const [date = '', version = '', wire = '', change = ''] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1'))
    rows.push({ date, version, wire, change })
  }
  return rows
}

/** The document with this change as the last of the history; one of the same day is replaced. */
export function withChange(document: string, next: WireChange): string {
  const row = `| ${next.date} | \`${next.version}\` | \`${next.wire}\` | ${next.change} |`
  const last = readHistory(document).at(-1)
  const lines = document.split('\n')
  const at = lines.findLastIndex((line) => last !== undefined && line.includes(`\`${last.wire}\``))
  if (at < 0) throw new Error(`PROTOCOL.md has no table under ${HEADING}`)
  return (last?.date === next.date ? lines.with(at, row) : lines.toSpliced(at + 1, 0, row)).join('\n')
}
