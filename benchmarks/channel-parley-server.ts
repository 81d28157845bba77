import type { RoomId } from '@parley/protocol'
import { createInterface } from 'node:readline'
import { configureModels } from '../packages/server/src/models/index.ts'
import { serve } from '../packages/server/src/serve.ts'
import { openSqliteStore } from '../packages/server/src/store/sqlite/open-sqlite-store.ts'
import { streamTokens } from './tokens-stream.ts'
import type { TokenStream } from './tokens-stream.ts'

/**
 * Parley as `npm start` runs it, but for the rate that one connection may send at: a writer of a benchmark
 * stands for many people. The first argument is the data folder. Prints where it is as JSON; a line of
 * input makes agents speak, and is answered with a line when they have finished.
 */
const UNLIMITED = { perSecond: 1e9, burst: 1e9 }

const dataDirectory = process.argv[2] ?? ''
const store = await openSqliteStore({ directory: dataDirectory })
const server = await serve({
  configuration: { port: 0, host: '127.0.0.1', dataDirectory, seed: 'seed', logLevel: 'error' },
  store,
  models: await configureModels(process.env),
  ownerName: 'Ann',
  report: (message, details) => console.error(message, details),
  limits: { commands: UNLIMITED, signals: UNLIMITED },
})
process.stdout.write(`${JSON.stringify({ url: server.url, token: await server.token() })}\n`)

const input = createInterface(process.stdin)
input.on('line', (line) => {
  const { room, ...stream } = JSON.parse(line) as TokenStream & { room: RoomId }
  void streamTokens(server.log, room, stream).then(() => process.stdout.write('{"finished":true}\n'))
})
process.once('SIGTERM', () => {
  input.close()
  void server.close().then(() => process.exit())
})
