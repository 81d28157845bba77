import { scoreSpeakers, SOON_THRESHOLD, willSpeakSoon } from '../packages/director/src/floor/index.ts'
import { momentsOf } from './moments.ts'
import { presentMembers, recentMembers } from './present.ts'
import type { Collection } from './rooms.ts'
import { mentionElseRecent, mostFrequent, mostRecent, namedNow, randomChance } from './simple-rules.ts'
import { GuessTally, PlaceTally } from './tally.ts'

/** How well the model and the simple rules tell who speaks, in the same rooms and at the same moments. */
export type SpeechResult = {
  next: Record<'model' | 'recent' | 'frequent' | 'mention', PlaceTally> & {
    /** Expected number of moments in which a random guess, or one of three, is right. */
    random: { first: number; amongThree: number }
  }
  soon: Record<'model' | 'mention' | 'mentionOrRecent', GuessTally>
}

/** Goes through all rooms once. The protocol is written down in README.md beside this file. */
export function measureSpeech(collections: readonly Collection[]): SpeechResult {
  const result: SpeechResult = {
    next: {
      model: new PlaceTally(),
      recent: new PlaceTally(),
      frequent: new PlaceTally(),
      mention: new PlaceTally(),
      random: { first: 0, amongThree: 0 },
    },
    soon: { model: new GuessTally(), mention: new GuessTally(), mentionOrRecent: new GuessTally() },
  }
  for (const room of collections.flatMap(({ rooms }) => rooms)) {
    for (const moment of momentsOf(room)) {
      measureNext(result, moment)
      measureSoon(result, moment)
    }
  }
  return result
}

type Moment = Parameters<typeof mostRecent>[0]

function measureNext({ next }: SpeechResult, moment: Moment): void {
  if (moment.next === undefined) return
  const scores = scoreSpeakers(moment.floor, presentMembers(moment))
  next.model.count(
    scores.map(({ member }) => member),
    moment.next,
  )
  next.recent.count(mostRecent(moment), moment.next)
  next.frequent.count(mostFrequent(moment), moment.next)
  next.mention.count(mentionElseRecent(moment), moment.next)
  next.random.first += randomChance(moment, moment.next, 1)
  next.random.amongThree += randomChance(moment, moment.next, 3)
}

function measureSoon({ soon }: SpeechResult, moment: Moment): void {
  if (moment.soon === undefined) return
  const members = recentMembers(moment)
  const named = namedNow(moment)
  for (const [rank, member] of members.entries()) {
    const spoke = moment.soon.has(member)
    const isNamed = named.includes(member)
    soon.model.count(willSpeakSoon(moment.floor, member) >= SOON_THRESHOLD, spoke)
    soon.mention.count(isNamed, spoke)
    soon.mentionOrRecent.count(isNamed || rank === 0, spoke)
  }
}
