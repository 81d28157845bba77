import type { DatabaseSync } from 'node:sqlite'
import type { Agent, MemberId } from '@parley/protocol'
import type { Change, Condition, RecordQuery, StoredRecord } from '../records.ts'
import { RecordRows } from './record-rows.ts'

/** Records, agents and notes. Agents are listed in the order in which they were added. */
export function createDirectoryRows(database: DatabaseSync) {
  const records = new RecordRows(database)
  const agents = database.prepare('SELECT agent FROM agents ORDER BY number')
  const agent = database.prepare('SELECT agent FROM agents WHERE id = ?')
  const putAgent = database.prepare(
    'INSERT INTO agents (id, agent) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET agent = excluded.agent',
  )
  const deleteAgent = database.prepare('DELETE FROM agents WHERE id = ?')
  const note = database.prepare('SELECT value FROM notes WHERE key = ?')
  const putNote = database.prepare('REPLACE INTO notes VALUES (?, ?)')

  return {
    writes: {
      addRecord: (kind: string, record: StoredRecord) => records.add(kind, record),
      changeRecords: (kind: string, where: readonly Condition[], change: Change, limit?: number) =>
        records.change(kind, where, change, limit),
      removeRecords: (kind: string, where: readonly Condition[], limit?: number) =>
        records.remove(kind, where, limit),
      putAgent: (value: Agent) => void putAgent.run(value.id, JSON.stringify(value)),
      deleteAgent: (id: MemberId) => void deleteAgent.run(id),
      putNote: (key: string, value: string) => void putNote.run(key, value),
    },
    reads: {
      findRecords: (kind: string, query: RecordQuery) => records.find(kind, query),
      readAgents: () => agents.all().map((row) => JSON.parse(row['agent'] as string) as Agent),
      readAgent: (id: MemberId) => {
        const row = agent.get(id)
        return row && (JSON.parse(row['agent'] as string) as Agent)
      },
      readNote: (key: string) => note.get(key)?.['value'] as string | undefined,
    },
  }
}
