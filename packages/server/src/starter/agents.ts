import type { Agent, MemberId } from '@parley/protocol'
import { CHARACTERS } from './characters.ts'
import { PEOPLE } from './people.ts'
import type { Profile } from './profile.ts'

/**
 * The agents of a new workspace. Their ids never change, so that what people change in one, or that
 * they deleted it, is still known after an upgrade. [R7, A2]
 */
export const STARTER_AGENTS: readonly Agent[] = [...PEOPLE, ...CHARACTERS].map(agentOf)

/** Id of the starter agent of that name: `a_elon-musk`. */
export function starterAgentId(name: string): MemberId {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{Mark}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  return `a_${slug}` as MemberId
}

function agentOf(profile: Profile): Agent {
  return { ...profile, id: starterAgentId(profile.name), model: '', paused: false, starter: true }
}
