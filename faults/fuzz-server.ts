import type { MemberId } from '@parley/protocol'
import { configureModels, openMemoryStore, serve } from '@parley/server'
import { issueToken } from '../packages/server/src/authority/tokens.ts'

/** What a fuzzing run knows of its server. */
export type FuzzServerReady = { kind: 'ready'; url: string; tokens: Record<string, string> }
export type FuzzServerMessage =
  | FuzzServerReady
  | { kind: 'memory'; heap: number; rss: number }
  /** The server reported a fault of its own. */
  | { kind: 'fault'; text: string }

/** The server in a process of its own, which says what it holds in memory when it is asked. */
const store = openMemoryStore()
const say = (message: FuzzServerMessage) => process.send?.(message)
const server = await serve({
  configuration: {
    port: 0,
    host: '127.0.0.1',
    dataDirectory: '',
    seed: 'fuzz',
    pace: 'instant',
    logLevel: 'silent',
  },
  store,
  models: await configureModels({ OLLAMA_HOST: '', PARLEY_PACE: 'instant' }),
  ownerName: 'Robin',
  report: (text, { error }) => say({ kind: 'fault', text: `${text}: ${String(error)}` }),
})

const tokens: Record<string, string> = {}
for (const name of ['honest', 'other', 'hostile']) {
  const id = `p_${name}` as MemberId
  await store.directory.putPerson({ id, name, createdAt: 0 })
  const holder = { member: id, kind: 'person', createdBy: id } as const
  tokens[name] = (await issueToken(store.directory, holder, Date.now())).token
}

process.on('message', () => {
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  say({ kind: 'memory', heap: heapUsed + external, rss })
})
process.on('disconnect', () => process.exit())
say({ kind: 'ready', url: server.url, tokens })
