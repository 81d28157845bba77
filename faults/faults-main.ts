import { parseArgs } from 'node:util'
import { createProgress } from '../simulation/progress.ts'
import { runFaults } from './run-faults.ts'

/**
 * `npm run faults -- [--cuts N] [--clients N] [--seed S] [--json]`: clients write through a network that cuts,
 * delays, repeats and swallows, to a server that is killed now and then. Fails where a client does not end
 * with the store's log. What happens to the nth connection follows from the seed; when, from the machine.
 */
const { values } = parseArgs({
  options: {
    cuts: { type: 'string', default: '10000' },
    clients: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    json: { type: 'boolean', default: false },
  },
})
const cuts = Number(values.cuts)
const clients = Number(values.clients)
process.stderr.write(`Seed ${values.seed}.\n`)
const progress = createProgress(cuts, 'cuts')
const result = await runFaults({
  seed: values.seed,
  cuts,
  clients,
  cutsPerKill: 1_000,
  pauseMs: 250,
  progress: progress.show,
})
progress.clear()
const { faults, proxy } = result
if (values.json) console.log(JSON.stringify(result))
else {
  console.log(
    `${proxy.cuts} connections cut, ${proxy.handshakes} more before they were open, ${proxy.requests} requests; ` +
      `${proxy.replays} connections replayed, ${proxy.repeats} frames repeated; ${result.kills} kills, ` +
      `${result.reloads} reloads, in ${result.seconds} s.\n` +
      `${result.posted} messages posted, ${result.acknowledged} ids acknowledged, ${result.events} events in the ` +
      `store; everybody up to date ${result.settledMs} ms after the last fault.`,
  )
}
for (const fault of faults.slice(0, 20)) console.error(fault)
if (faults.length > 0) {
  console.error(`${faults.length} faults. Again: npm run faults -- --cuts ${cuts} --seed ${values.seed}`)
  process.exitCode = 1
} else if (!values.json) console.log('Every client has the log of the store: nothing lost, nothing doubled.')
