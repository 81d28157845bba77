import { parseArgs } from 'node:util'
import { createProgress } from '../simulation/progress.ts'
import { runFuzz } from './run-fuzz.ts'

/**
 * `npm run fuzz -- [--frames N] [--seed S] [--json]`: hostile frames and connections against a server, beside
 * an honest client. Fails where the server falls, leaks, changes a room, or answers what is in no table.
 */
const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    json: { type: 'boolean', default: false },
  },
})
const frames = Number(values.frames)
process.stderr.write(`Seed ${values.seed}.\n`)
const progress = createProgress(frames, 'frames')
const result = await runFuzz({ seed: values.seed, frames, progress: progress.show })
progress.clear()
if (values.json) console.log(JSON.stringify(result))
else {
  const { frames: sent, heapMb, honestMs, floodMb } = result
  const list = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')
  console.log(
    `${sent.reader} frames to the reader, ${sent.sockets} over sockets, ${sent.framing} in broken framing or ` +
      `handshakes, in ${result.seconds} s.\nErrors: ${list(result.errors)}.\nClosed: ${list(result.closes)}.\n` +
      `Status: ${list(result.statuses)}.\nHeap after each tenth: ${heapMb.join(', ')} MB; unread pings: ${floodMb} MB.\n` +
      `Honest client, median: ${honestMs.alone} ms alone, ${honestMs.meanwhile} ms meanwhile.`,
  )
}
for (const fault of result.faults.slice(0, 20)) console.error(fault)
if (result.faults.length > 0) {
  console.error(
    `${result.faults.length} faults. Again: npm run fuzz -- --frames ${frames} --seed ${values.seed}`,
  )
  process.exitCode = 1
} else if (!values.json) console.log('No crash, no leak, every refusal from the tables.')
process.exit()
