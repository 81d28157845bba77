import type { AgentProfile } from '@parley/protocol'

/** What we write of a starter agent; its id follows from its name. */
export type Profile = Pick<AgentProfile, 'name' | 'title' | 'bio' | 'personality' | 'talkativeness'> & {
  readonly colors: [string, string]
}
