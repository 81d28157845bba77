import { readFileSync, writeFileSync } from 'node:fs'
import { SUBPROTOCOL } from '../src/index.ts'
import { DOCUMENT, PIN, readHistory, readPin, withChange } from './wire-history.ts'
import { differences, wireOfCode } from './wire-schema.ts'

/**
 * `npm run wire:pin -- "What has changed"`: pins the wire as it is in the code, and writes the change into the
 * history in PROTOCOL.md. Without words, the words of a change of the same day stay.
 */
const wire = wireOfCode()
const changed = differences(readPin().parts, wire.parts)
const date = new Date().toISOString().slice(0, 10)
const last = readHistory().at(-1)
const words = process.argv.slice(2).join(' ') || (last?.date === date ? last.change : '')
if (words === '') {
  process.stderr.write('Say what has changed: npm run wire:pin -- "Presence."\n')
  process.exitCode = 1
} else if (wire.wire !== last?.wire || words !== last.change) {
  const row = { date, version: SUBPROTOCOL, wire: wire.wire, change: words }
  writeFileSync(DOCUMENT, withChange(readFileSync(DOCUMENT, 'utf8'), row))
}
if (words !== '') {
  writeFileSync(PIN, `${JSON.stringify(wire, null, 2)}\n`)
  process.stdout.write(`${changed.length === 0 ? 'The wire is as it was pinned.' : changed.join('\n')}\n`)
}
