import { expect, test } from 'vitest'
import type { MemberId, MessageReaction, Reaction } from '@parley/protocol'
import { tapbackGroups, tapbackNote } from './tapback-groups.ts'

const given = (by: string, reaction: Reaction): MessageReaction => ({ by: by as MemberId, reaction, at: 1 })
const me = 'me' as MemberId

test('[D8] the same reaction by several is one balloon, and the own one is on top', () => {
  expect(tapbackGroups([given('me', 'heart'), given('ada', 'like'), given('steve', 'like')], me)).toEqual([
    { reaction: 'like', own: false, count: 2 },
    { reaction: 'heart', own: true, count: 1 },
  ])
})

test('[W1] who reacted, in words', () => {
  const nameOf = (id: MemberId) => (id === me ? 'You' : 'Ada Lovelace')
  expect(tapbackNote([given('ada', 'emphasize'), given('me', 'question')], nameOf)).toBe(
    'Ada Lovelace emphasized this. You questioned this.',
  )
})
