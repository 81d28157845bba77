import type { Agent, MemberId } from '@parley/protocol'
import type { Credential, Directory, Person } from '../store.ts'

/** The directory of the in-memory store. Agents are listed in the order in which they were added. */
export function createMemoryDirectory(): Directory {
  const people = new Map<MemberId, Person>()
  const agents = new Map<MemberId, Agent>()
  const credentials = new Map<string, Credential>()
  const notes = new Map<string, string>()
  return {
    readPerson: async (id) => people.get(id),
    putPerson: async (person) => void people.set(person.id, person),

    readAgents: async () => [...agents.values()],
    readAgent: async (id) => agents.get(id),
    putAgent: async (agent) => void agents.set(agent.id, agent),
    deleteAgent: async (id) => void agents.delete(id),

    putCredential: async (credential) => void credentials.set(credential.hash, credential),
    readCredential: async (hash) => credentials.get(hash),
    deleteCredential: async (hash) => credentials.delete(hash),

    readNote: async (key) => notes.get(key),
    putNote: async (key, value) => void notes.set(key, value),
  }
}
