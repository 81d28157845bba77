import { DIALECTS, eventsSpan } from './channel-dialects.ts'
import { LeanSocket } from './channel-socket.ts'
import { percentile } from './figure.ts'
import { BORN, preciseNow } from './tokens-stream.ts'

/** Given as JSON in the first argument. */
export type TokenLoad = { port: number; token: string; room: string; subscribers: number; tokens: number }

/** Printed as JSON when every subscriber has got everything; before that, a line when all of them watch. */
export type TokenResult = {
  deliveriesPerSecond: number
  deliveriesPerFrame: number
  p50Ms: number
  p99Ms: number
}

/** Every so many subscribers, in the order in which they came, one reads how old each token is. */
const SAMPLE_EVERY = 10

/** In a chunk; the text of the whole message, which comes last, begins in the same way but is much longer. */
const TOKEN = new RegExp(`"text":"${BORN}([\\d.]+)"`, 'g')

const load = JSON.parse(process.argv[2] ?? '') as TokenLoad
const { parley } = DIALECTS
const latencies: number[] = []
let deliveries = 0
let frames = 0
let firstAt = 0
let lastAt = 0

const watching: Subscriber[] = []
for (let index = 0; index < load.subscribers; index += 1)
  watching.push(await watch(index % SAMPLE_EVERY === 0))
process.stdout.write('{"watching":true}\n')
await Promise.all(watching.map(({ complete }) => complete))
const result: TokenResult = {
  deliveriesPerSecond: (deliveries * 1_000) / (lastAt - firstAt),
  deliveriesPerFrame: deliveries / frames,
  p50Ms: percentile(latencies, 0.5),
  p99Ms: percentile(latencies, 0.99),
}
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit())

/** `complete` is kept when the subscriber has seen all tokens, and broken by a gap. */
type Subscriber = { complete: Promise<void> }

async function watch(isSample: boolean): Promise<Subscriber> {
  const socket = await LeanSocket.open(parley.endpoint(load))
  await parley.enter(socket, load.room)
  let cursor: number | undefined
  let tokens = 0
  const complete = new Promise<void>((resolve, reject) => {
    socket.onMessage = (bytes, start, end) => {
      const text = bytes.toString('latin1', start, end)
      const span = eventsSpan(text)
      if (span === undefined) return
      const now = preciseNow()
      if (cursor !== undefined && span.after !== cursor) return reject(new Error(`a gap after ${cursor}`))
      cursor = span.to
      const got = text.split('"type":"message-appended"').length - 1
      if (got === 0) return
      tokens += got
      deliveries += got
      frames += 1
      firstAt ||= now
      lastAt = now
      if (isSample) for (const [, born] of text.matchAll(TOKEN)) latencies.push(now - Number(born))
      if (tokens === load.tokens) resolve()
    }
  })
  return { complete }
}
