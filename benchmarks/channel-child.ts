/**
 * Imported before the program of a process that a benchmark starts: SIGUSR2 makes it collect its memory,
 * and it ends when whoever started it is gone.
 */
process.on('SIGUSR2', () => globalThis.gc?.())
process.stdin.on('end', () => process.exit()).resume()
