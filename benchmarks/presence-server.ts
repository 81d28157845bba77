import type { EventId, MemberId, NewEvent, RoomId } from '@parley/protocol'
import { issueToken } from '../packages/server/src/authority/tokens.ts'
import { openMemoryStore } from '../packages/server/src/store/memory/open-memory-store.ts'
import { configureModels } from '../packages/server/src/models/index.ts'
import { serve } from '../packages/server/src/serve.ts'

/**
 * Parley with one room of as many people as the first argument says, which may be more than a room can be
 * made with. Prints where it is, the room, and a token of each member, as JSON.
 */
const count = Number(process.argv[2])
const room = 'crowd' as RoomId
const members = Array.from({ length: count }, (_, index) => `p_member-${index}-of-this-crowd` as MemberId)
const store = openMemoryStore()

for (const id of members) await store.directory.putPerson({ id, name: id, createdAt: 0 })
const [owner] = members
if (owner === undefined) throw new Error('a room needs somebody')
const created: NewEvent = {
  type: 'room-created',
  id: 'created' as EventId,
  by: owner,
  data: {
    title: 'Crowd',
    replyMode: 'manual',
    pace: 'instant',
    instructions: '',
    maxConsecutiveAgentMessages: 5,
    seed: 'seed',
  },
}
const added = members.map((id): NewEvent => {
  const member = { id, kind: 'person', name: id, role: id === owner ? 'owner' : 'member' } as const
  return {
    type: 'member-added',
    id: `added-${id}` as EventId,
    by: owner,
    causedBy: created.id,
    data: { member },
  }
})
await store.append({ room, at: Date.now(), fingerprint: 'crowd', events: [created, ...added] })

const server = await serve({
  configuration: { port: 0, host: '127.0.0.1', dataDirectory: '', seed: 'seed', logLevel: 'error' },
  store,
  models: await configureModels({ OLLAMA_HOST: '' }),
  ownerName: 'Ann',
  report: (message, details) => console.error(message, details),
})
const tokens: string[] = []
for (const member of members) {
  const holder = { member, kind: 'person', createdBy: member } as const
  tokens.push((await issueToken(store.directory, holder, Date.now())).token)
}
process.stdout.write(`${JSON.stringify({ port: Number(new URL(server.url).port), tokens })}\n`)
process.once('SIGTERM', () => void server.close())
