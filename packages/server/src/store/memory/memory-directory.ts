import type { Agent, MemberId } from '@parley/protocol'
import { peopleOf } from '../people.ts'
import type { Directory } from '../store.ts'
import { createMemoryRecords } from './memory-records.ts'

/** The directory of the in-memory store. Agents are listed in the order in which they were added. */
export function createMemoryDirectory(): Directory {
  const records = createMemoryRecords()
  const agents = new Map<MemberId, Agent>()
  const notes = new Map<string, string>()
  return {
    records,
    ...peopleOf(records),

    readAgents: async () => [...agents.values()],
    readAgent: async (id) => agents.get(id),
    putAgent: async (agent) => void agents.set(agent.id, agent),
    deleteAgent: async (id) => void agents.delete(id),

    readNote: async (key) => notes.get(key),
    putNote: async (key, value) => void notes.set(key, value),
  }
}
