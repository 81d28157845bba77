import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { heardAll, id, say } from '../../test/floor.ts'
import { SILENT_FLOOR } from './context.ts'
import { featuresOf } from './features.ts'
import { candidateOf, sceneOf } from './scene.ts'
import {
  contributionsToNext,
  contributionsToSoon,
  scoreSpeakers,
  SOON_THRESHOLD,
  willSpeakSoon,
} from './score.ts'
import weights from './weights.json' with { type: 'json' }

const minutes = (count: number) => count * 60_000

/** Ann and Ben are talking; Cat and Dan said something an hour ago. */
const DIALOGUE = heardAll([
  say('cat', 'good night all', [], 0),
  say('dan', 'see you', [], 0),
  say('ann', 'does anybody know how to mount a disk?', [], minutes(60)),
  say('ben', 'ann: which one?', ['ann'], minutes(61)),
  say('ann', 'ben: the second', ['ben'], minutes(61)),
  say('ben', 'ann: what does it say?', ['ann'], minutes(62)),
])
const EVERYBODY = ['ann', 'ben', 'cat', 'dan'].map(id)

const name = fc.constantFrom('ann', 'ben', 'cat', 'dan', '__proto__', 'constructor').map(id)
const anyFloor = fc
  .array(
    fc.record({
      by: name,
      at: fc.oneof(fc.nat(1e9), fc.constantFrom(Number.NaN, 1e300, -1e300)),
      text: fc.string(),
      to: fc.array(name, { maxLength: 4 }),
    }),
    { maxLength: 25 },
  )
  .map(heardAll)

describe('[D10] who speaks next', () => {
  test('whom the last message asks, before those who have been silent for long', () => {
    const scores = scoreSpeakers(DIALOGUE, EVERYBODY)
    expect(scores.map(({ member }) => member).slice(0, 1)).toEqual([id('ann')])
    expect(scores[0]?.probability).toBeGreaterThan(0.5)
  })

  test('never the author of the last message; each candidate once', () => {
    const members = scoreSpeakers(DIALOGUE, [...EVERYBODY, ...EVERYBODY]).map(({ member }) => member)
    expect(members.toSorted()).toEqual(['ann', 'cat', 'dan'])
  })

  test('probabilities of any floor and any candidates sum to one, likeliest first', () => {
    fc.assert(
      fc.property(anyFloor, fc.array(name, { minLength: 1 }), (floor, candidates) => {
        const scores = scoreSpeakers(floor, candidates)
        const probabilities = scores.map(({ probability }) => probability)
        expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a))
        if (scores.length > 0) expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 9)
      }),
    )
  })

  test('before the first message all are equally likely, in the order given', () => {
    const scores = scoreSpeakers(SILENT_FLOOR, EVERYBODY)
    expect(scores.map(({ member, probability }) => [member, probability])).toEqual(
      EVERYBODY.map((member) => [member, 0.25]),
    )
    expect(scoreSpeakers(SILENT_FLOOR, [])).toEqual([])
  })

  test('the same floor after JSON gives the same scores', () => {
    const revived = JSON.parse(JSON.stringify(DIALOGUE)) as typeof DIALOGUE
    expect(scoreSpeakers(revived, EVERYBODY)).toEqual(scoreSpeakers(DIALOGUE, EVERYBODY))
  })
})

describe('[D10] who speaks soon', () => {
  test('who was asked is above the threshold, who left an hour ago and strangers are below', () => {
    expect(willSpeakSoon(DIALOGUE, id('ann'))).toBeGreaterThan(SOON_THRESHOLD)
    expect(willSpeakSoon(DIALOGUE, id('cat'))).toBeLessThan(SOON_THRESHOLD)
    expect(willSpeakSoon(DIALOGUE, id('nobody'))).toBeLessThan(SOON_THRESHOLD)
  })

  test('a probability, for anybody on any floor', () => {
    fc.assert(
      fc.property(anyFloor, name, (floor, member) => {
        const probability = willSpeakSoon(floor, member)
        expect(probability).toBeGreaterThanOrEqual(0)
        expect(probability).toBeLessThanOrEqual(1)
      }),
    )
    expect(willSpeakSoon(SILENT_FLOOR, id('ann'))).toBe(0)
  })
})

describe('[D12] why', () => {
  test('contributions are differences of log odds: they add up to those between two candidates', () => {
    const scores = scoreSpeakers(DIALOGUE, EVERYBODY)
    const sum = (member: string) =>
      contributionsToNext(scores, id(member)).reduce((total, { amount }) => total + amount, 0)
    const probabilityOf = (member: string) =>
      scores.find((score) => score.member === member)?.probability ?? Number.NaN
    expect(sum('ann') - sum('cat')).toBeCloseTo(Math.log(probabilityOf('ann') / probabilityOf('cat')), 6)
  })

  test('those of speaking soon add up likewise, and the weightiest comes first', () => {
    const sum = (member: string) =>
      contributionsToSoon(DIALOGUE, id(member)).reduce((total, { amount }) => total + amount, 0)
    const logOdds = (member: string) => {
      const probability = willSpeakSoon(DIALOGUE, id(member))
      return Math.log(probability / (1 - probability))
    }
    expect(sum('ann') - sum('cat')).toBeCloseTo(logOdds('ann') - logOdds('cat'), 6)
    const amounts = contributionsToSoon(DIALOGUE, id('ann')).map(({ amount }) => Math.abs(amount))
    expect(amounts).toEqual(amounts.toSorted((a, b) => b - a))
  })

  test('nothing is known of who is not among the scores', () => {
    expect(contributionsToNext(scoreSpeakers(DIALOGUE, EVERYBODY), id('nobody'))).toEqual([])
    expect(contributionsToSoon(SILENT_FLOOR, id('ann'))).toEqual([])
  })
})

describe('features', () => {
  const featureOf = (member: string) => {
    const scene = sceneOf(DIALOGUE)
    if (scene === undefined) throw new Error('no scene')
    return featuresOf(scene, candidateOf(scene, id(member)))
  }

  test('say what has happened', () => {
    expect(featureOf('ann')).toMatchObject({
      called: 1,
      calledWithQuestion: 1,
      authorsPartner: 1,
      authorIsPartner: 1,
      silence: 0,
      asked: 0,
    })
    expect(featureOf('cat')).toMatchObject({ called: 0, saidGreeting: 0, saidLeaving: 1, hasPartner: 0 })
  })

  test('are those of the weights, no more and no fewer', () => {
    expect(Object.keys(featureOf('ann')).toSorted()).toEqual(Object.keys(weights.features).toSorted())
    const paired = weights.pairs.flatMap(({ first, second }) => [first, second])
    expect(paired.filter((feature) => !Object.hasOwn(weights.features, feature))).toEqual([])
  })

  test('are finite numbers, whatever was said', () => {
    fc.assert(
      fc.property(anyFloor, name, (floor, member) => {
        const scene = sceneOf(floor)
        if (scene === undefined) return
        const values = Object.values(featuresOf(scene, candidateOf(scene, member)))
        expect(values.filter((value) => !Number.isFinite(value))).toEqual([])
      }),
    )
  })
})
