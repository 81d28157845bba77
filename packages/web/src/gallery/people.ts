import type { Member, MemberId } from '@parley/protocol'

export const ME = 'robin' as MemberId

/** Who stands in the gallery. */
export const PEOPLE: readonly Member[] = [
  { id: ME, kind: 'person', name: 'Robin', role: 'owner' },
  { id: 'ada' as MemberId, kind: 'agent', name: 'Ada Lovelace', role: 'member' },
  { id: 'jules' as MemberId, kind: 'agent', name: 'Jules', role: 'member' },
  { id: 'mina' as MemberId, kind: 'person', name: 'Mina Okafor', role: 'member' },
]
