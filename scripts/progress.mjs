/**
 * Tells the person at the terminal what is going on. It writes to stderr, because the stdout of a command
 * such as `parley token` belongs to the command.
 *
 * @param {string} sentence
 */
export function say(sentence) {
  console.error(sentence)
}

/**
 * How a child process is run whose words are progress, not output: they go to stderr, and it reads nothing.
 *
 * @type {import('node:child_process').StdioOptions}
 */
export const stdioAsProgress = ['ignore', 2, 2]

/**
 * Seconds since `startedAtMs` (a `Date.now()` value), for people: `4.2 s`.
 *
 * @param {number} startedAtMs
 */
export function secondsSince(startedAtMs) {
  return `${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`
}

/**
 * Ends the process with one sentence that says what went wrong and what to do about it.
 *
 * @param {string} sentence
 * @returns {never}
 */
export function giveUp(sentence) {
  say(sentence)
  process.exit(1)
}

/**
 * Runs `main` and ends the process with its exit code; an error becomes one sentence, unless it is a fault of
 * these scripts, which keeps its stack.
 *
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    giveUp(error instanceof PlainError ? error.message : String(error instanceof Error ? error.stack : error))
  }
}

/** An error whose message is meant for the person at the terminal. */
export class PlainError extends Error {}
