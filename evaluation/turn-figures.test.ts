import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import type { Figure } from '../benchmarks/figure.ts'
import { GuessTally, PlaceTally } from './tally.ts'
import { TALK } from './test/transcript.ts'
import { gapFigures, speechFigures } from './turn-figures.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-eval-'))
afterAll(() => rmSync(folder, { recursive: true }))

const EVAL = fileURLToPath(new URL('eval-turns.ts', import.meta.url))
const TRAINED_ON_NAMES = [
  'next-speaker-accuracy',
  'next-speaker-top3',
  'speak-within-3-balanced-accuracy',
  'speak-within-3-missed-rate',
]

function written(name: string, messages: readonly unknown[]): string {
  const path = join(folder, name)
  writeFileSync(path, gzipSync(JSON.stringify({ room: 'x', timeResolutionS: 1, messages })))
  return path
}

describe('the figures of a small conversation', () => {
  const collections = [{ name: 'talk', rooms: [TALK] }]
  const figures = Object.fromEntries(speechFigures(collections).map((figure) => [figure.name, figure.value]))

  test('are those that can be counted by hand', () => {
    // Seven moments have a next speaker. Before Ben has spoken nobody can name him, nor Ann before her.
    expect(figures).toMatchObject({
      'next-speaker-moments': 7,
      'next-speaker-top3': 71.4,
      'floor-recent-accuracy': 71.4,
      'floor-random-accuracy': 35.7,
      'floor-mention-accuracy': 71.4,
      'floor-recent-top3': 71.4,
    })
  })

  test('the model finds the two who talk with each other', () => {
    expect(figures['next-speaker-accuracy']).toBe(71.4)
  })

  test('have the names that others read, and a suffix for those of one file', () => {
    const names = [...speechFigures(collections), ...gapFigures(collections)].map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining([...TRAINED_ON_NAMES, 'gap-ks-distance']))
    expect(speechFigures(collections, '/talk')[0]?.name).toBe('next-speaker-accuracy/talk')
  })
})

test('places and guesses are counted', () => {
  const places = new PlaceTally()
  places.count(['a', 'b', 'c', 'd'], 'a')
  places.count(['a', 'b', 'c', 'd'], 'c')
  places.count(['a', 'b', 'c', 'd'], 'd')
  places.count([], 'a')
  expect([places.accuracy, places.topThree]).toEqual([0.25, 0.5])
  const guesses = new GuessTally()
  for (const [guess, truth] of [
    [true, true],
    [false, true],
    [true, false],
    [false, false],
    [false, false],
    [false, false],
  ] as const)
    guesses.count(guess, truth)
  expect([guesses.balancedAccuracy, guesses.missedRate]).toEqual([0.625, 0.5])
  expect(new GuessTally().missedRate).toBe(0)
})

describe('the command', () => {
  const messages = TALK.said.map(({ second, by, text }) => [second, by, text, null])

  test('prints one figure a line, over all files and then for each', () => {
    const path = written('one.jsonl.gz', messages)
    const run = (data: string): Figure[] =>
      execFileSync(process.execPath, [EVAL, '--json', '--data', data], { encoding: 'utf8' })
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Figure)
    expect(run(path).map(({ name }) => name)).toEqual(
      expect.arrayContaining([...TRAINED_ON_NAMES, 'gap-ks-distance']),
    )
    written('two.jsonl.gz', messages)
    const both = run(folder)
    expect(both.find(({ name }) => name === 'next-speaker-moments')?.value).toBe(14)
    expect(both.filter(({ name }) => name.startsWith('next-speaker-accuracy/'))).toHaveLength(2)
  })

  test.for([
    [['--data', 'nowhere.jsonl'], /nowhere.jsonl: there is no such file or folder/],
    [['--data'], /--data needs a file or a folder/],
    [['--jsno'], /Unknown argument: --jsno/],
  ] as const)('says in one line what is wrong: %s', ([given, message]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [EVAL, ...given], { encoding: 'utf8' })
    expect({ status, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      status: 1,
      stdout: '',
      lines: 1,
    })
    expect(stderr).toMatch(message)
  })
})
