/** The path after `--data`; undefined if there is none. Throws on an argument that is not in `flags`. */
export function dataArgument(given: readonly string[], flags: readonly string[] = []): string | undefined {
  const at = given.indexOf('--data')
  const path = at < 0 ? undefined : given[at + 1]
  if (at >= 0 && (path === undefined || path.startsWith('--')))
    throw new Error('--data needs a file or a folder')
  const unknown = given.filter(
    (argument, index) => !flags.includes(argument) && (at < 0 || (index !== at && index !== at + 1)),
  )
  if (unknown.length > 0) throw new Error(`Unknown argument: ${unknown.join(' ')}`)
  return path
}

/** Tells what goes on, apart from the results. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Runs a command; what goes wrong is said in one line, and the exit code is 1. */
export async function toldPlainly(run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}
