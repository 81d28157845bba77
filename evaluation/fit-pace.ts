import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PaceConstants } from '../packages/director/src/natural-pace.ts'
import { dataArgument, say, toldPlainly } from './command-line.ts'
import { descend } from './descend.ts'
import { gapsOf, kolmogorovSmirnov } from './gaps.ts'
import type { Gap } from './gaps.ts'
import { readCollections } from './rooms.ts'
import { simulatedBy } from './simulated-gaps.ts'

/**
 * `node scripts/with-node.mjs evaluation/fit-pace.ts --data FOLDER`: fits the constants of the pace `natural`
 * to the gaps between people's messages in all rooms of the folder whose clock counts seconds, and writes
 * them where the director reads them.
 */
const TARGET = fileURLToPath(new URL('../packages/director/src/natural-pace.json', import.meta.url))
const STEPS = 400
/** Least gaps for which a distribution is compared. */
const LEAST_GAPS = 40

/** Where searches begin: a slow hand and a quick mind, and the other way round. */
const STARTS: PaceConstants[] = [
  {
    readMsPerCharacter: 25,
    writeMsPerCharacter: 60,
    thinkMs: 8_000,
    addressedFactor: 0.9,
    thinkSpread: 0.8,
    handSpread: 0.3,
    roomGapMs: 20_000,
    roomExponent: 0.7,
  },
  {
    readMsPerCharacter: 25,
    writeMsPerCharacter: 150,
    thinkMs: 3_000,
    addressedFactor: 0.6,
    thinkSpread: 1,
    handSpread: 0.5,
    roomGapMs: 20_000,
    roomExponent: 0.6,
  },
]
/** What is searched for. The reference room and the speed of the eye say nothing that these do not. */
const FREE = [
  'writeMsPerCharacter',
  'thinkMs',
  'addressedFactor',
  'thinkSpread',
  'handSpread',
  'roomExponent',
] as const
const REACH = 0.7

await toldPlainly(async () => {
  const folder = dataArgument(process.argv.slice(2))
  if (folder === undefined) throw new Error('Say where the transcripts are: --data FOLDER')
  const collections = readCollections(folder)
    .map(({ name, rooms }) => ({ name, gaps: rooms.flatMap(gapsOf) }))
    .filter(({ gaps }) => gaps.length >= LEAST_GAPS)
  if (collections.length === 0) throw new Error(`${folder}: has no rooms whose clock counts seconds`)
  const cells = collections.flatMap(({ gaps }) => cellsOf(gaps))
  say(`fitting to ${cells.length} kinds of gaps`)
  const [found] = STARTS.map((start) => search(start, cells)).toSorted((a, b) => a.distance - b.distance)
  if (found === undefined) return
  const { constants } = found
  const provenance = {
    madeBy: 'evaluation/fit-pace.ts',
    date: new Date().toISOString().slice(0, 10),
    kindsOfGaps: cells.length,
    meanKolmogorovSmirnov: rounded(found.distance),
    data: collections.map(({ name, gaps }) => ({
      name,
      gaps: gaps.length,
      kolmogorovSmirnov: rounded(distance(constants, gaps)),
    })),
  }
  writeFileSync(TARGET, `${JSON.stringify({ provenance, constants }, null, 2)}\n`)
  say(`wrote ${TARGET}`)
})

function search(start: PaceConstants, cells: readonly Gap[][]) {
  const height = (point: readonly number[]) =>
    mean(cells.map((cell) => distance(constantsAt(start, point), cell)))
  const found = descend(
    FREE.map((name) => Math.log(start[name])),
    FREE.map(() => REACH),
    STEPS,
    height,
  )
  say(`mean distance ${rounded(height(found))}`)
  return { constants: constantsAt(start, found), distance: height(found) }
}

/** All gaps of a collection, and apart: after short and long messages, before them, in its fast rooms. */
function cellsOf(gaps: readonly Gap[]): Gap[][] {
  return [
    [...gaps],
    ...halves(gaps, (gap) => gap.readCharacters),
    ...halves(gaps, (gap) => gap.writeCharacters),
    ...halves(gaps, (gap) => gap.roomGapMs ?? 0),
    gaps.filter(({ addressed }) => addressed),
  ].filter((cell) => cell.length >= LEAST_GAPS)
}

function halves(gaps: readonly Gap[], by: (gap: Gap) => number): Gap[][] {
  const sorted = gaps.toSorted((a, b) => by(a) - by(b))
  const middle = Math.floor(sorted.length / 2)
  return [sorted.slice(0, middle), sorted.slice(middle)]
}

function distance(constants: PaceConstants, gaps: readonly Gap[]): number {
  return kolmogorovSmirnov(
    simulatedBy(constants, gaps),
    gaps.map(({ gapS }) => gapS),
  )
}

function constantsAt(start: PaceConstants, point: readonly number[]): PaceConstants {
  const free = Object.fromEntries(FREE.map((name, index) => [name, rounded(Math.exp(point[index] ?? 0))]))
  return { ...start, ...free }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Three digits that say something. */
function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
