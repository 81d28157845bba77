import type { NewEvent, RoomId } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import { streamTokens } from '../../benchmarks/tokens-stream.ts'
import { ensureOwner } from '../../packages/server/src/authority/owner.ts'
import { configureModels, openSqliteStore, serve } from '../../packages/server/src/index.ts'
import type { AuditAnswer, AuditOrder } from './audited-server.ts'
import { chatEvents, openingOf, pastMessages } from './room-contents.ts'

/** A whole server in a process of its own, with a long room and a busy one; see `audited-server.ts`. */
const OWNER = 'Robin'
const [BIG, BUSY] = ['big' as RoomId, 'busy' as RoomId]
const BATCH = 1_000
const [directory = '', count] = process.argv.slice(2)
const messages = Number(count)

const store = await openSqliteStore({ directory })
const owner = await ensureOwner(store.directory, randomUUID, OWNER, Date.now())
for (const room of [BIG, BUSY]) await append(room, openingOf(room, owner))
for (let done = 0; done < messages; done += BATCH)
  await append(BIG, pastMessages(owner.id, done, Math.min(BATCH, messages - done)))
const end = (await store.readHead(BIG))?.seq
if (end !== undefined) await store.putPositions([{ room: BIG, member: owner.id, seq: end }])

const server = await serve({
  configuration: {
    port: 0,
    host: '127.0.0.1',
    dataDirectory: directory,
    seed: 'audit',
    pace: 'instant',
    logLevel: 'silent',
  },
  store,
  models: await configureModels({ OLLAMA_HOST: '', PARLEY_PACE: 'instant' }),
  ownerName: OWNER,
  report: (message, details) => console.error(message, details),
})
process.on('message', (order: AuditOrder) => void obey(order).then(answer))
process.on('disconnect', () => void server.close())
answer({ url: server.url })

async function obey(order: AuditOrder): Promise<AuditAnswer> {
  switch (order.kind) {
    case 'link':
      return { url: await server.signInUrl() }
    case 'stream':
      await streamTokens(server.log, BUSY, order)
      return { url: server.url }
    case 'chat':
      for (let index = order.from; index < order.from + order.messages; index += 1)
        for (const events of chatEvents(owner.id, index))
          await server.log.append({ room: BUSY, events, at: Date.now(), fingerprint: 'audit' })
      return { url: server.url }
  }
}

async function append(room: RoomId, events: readonly NewEvent[]): Promise<void> {
  const [first, ...rest] = events
  if (first) await store.append({ room, events: [first, ...rest], at: Date.now(), fingerprint: 'audit' })
}

function answer(given: AuditAnswer): void {
  if (process.connected) process.send?.(given)
}
