import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs a program on this terminal until it ends and answers its exit code (128 + n after signal n, as a shell
 * does). Signals that reach this process are passed on, with one exception: Ctrl-C in a terminal reaches the
 * program by itself, and a second SIGINT would look like an impatient person.
 *
 * npm passes a SIGTERM no further than to the shell between it and this process, and some shells (dash) end
 * without passing it on. So when npm started this, the loss of the parent counts as a SIGTERM.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>}
 */
export async function handOver(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: 'inherit' })
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    if (signal !== 'SIGINT' || process.stdin.isTTY !== true) child.kill(signal)
  }
  for (const signal of passedOn) process.on(signal, passOn)
  const stopWatching = whenOrphaned(() => child.kill('SIGTERM'))
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']))
    })
  } finally {
    stopWatching()
    for (const signal of passedOn) process.off(signal, passOn)
  }
}

const passedOn = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Calls `act` once when npm started this process and the process in between is gone. Answers how to stop.
 *
 * @param {() => void} act
 */
function whenOrphaned(act) {
  const parentPid = process.ppid
  const timer = setInterval(() => {
    if (process.env.npm_lifecycle_event === undefined || process.ppid === parentPid) return
    clearInterval(timer)
    act()
  }, 500)
  return () => clearInterval(timer)
}
