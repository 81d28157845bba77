import type { DatabaseSync } from 'node:sqlite'
import type { Agent, MemberId } from '@parley/protocol'
import type { Credential, Person } from '../store.ts'

/** People, agents, credentials and notes. Agents are listed in the order in which they were added. */
export function createDirectoryRows(database: DatabaseSync) {
  const person = database.prepare('SELECT id, name, created_at AS createdAt FROM people WHERE id = ?')
  const putPerson = database.prepare('REPLACE INTO people VALUES (?, ?, ?)')
  const agents = database.prepare('SELECT agent FROM agents ORDER BY number')
  const agent = database.prepare('SELECT agent FROM agents WHERE id = ?')
  const putAgent = database.prepare(
    'INSERT INTO agents (id, agent) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET agent = excluded.agent',
  )
  const deleteAgent = database.prepare('DELETE FROM agents WHERE id = ?')
  const credential = database.prepare(
    'SELECT hash, person, kind, created_at AS createdAt, expires_at AS expiresAt FROM credentials WHERE hash = ?',
  )
  const putCredential = database.prepare('REPLACE INTO credentials VALUES (?, ?, ?, ?, ?)')
  const deleteCredential = database.prepare('DELETE FROM credentials WHERE hash = ?')
  const note = database.prepare('SELECT value FROM notes WHERE key = ?')
  const putNote = database.prepare('REPLACE INTO notes VALUES (?, ?)')

  return {
    writes: {
      putPerson: ({ id, name, createdAt }: Person) => void putPerson.run(id, name, createdAt),
      putAgent: (value: Agent) => void putAgent.run(value.id, JSON.stringify(value)),
      deleteAgent: (id: MemberId) => void deleteAgent.run(id),
      putCredential: (value: Credential) =>
        void putCredential.run(value.hash, value.person, value.kind, value.createdAt, value.expiresAt),
      deleteCredential: (hash: string) => deleteCredential.run(hash).changes === 1,
      putNote: (key: string, value: string) => void putNote.run(key, value),
    },
    reads: {
      readPerson: (id: MemberId) => plain<Person>(person.get(id)),
      readAgents: () => agents.all().map((row) => JSON.parse(row['agent'] as string) as Agent),
      readAgent: (id: MemberId) => {
        const row = agent.get(id)
        return row && (JSON.parse(row['agent'] as string) as Agent)
      },
      readCredential: (hash: string) => plain<Credential>(credential.get(hash)),
      readNote: (key: string) => note.get(key)?.['value'] as string | undefined,
    },
  }
}

/** Rows come without a prototype. */
function plain<Row>(row: object | undefined): Row | undefined {
  return row && ({ ...row } as Row)
}
