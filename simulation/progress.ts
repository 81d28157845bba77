const WIDTH = 30

/** A bar on standard error, where somebody looks at it. */
export function createProgress(
  of: number,
  what: string,
): { show: (done: number) => void; clear: () => void } {
  const { stderr } = process
  if (!stderr.isTTY) return { show: () => undefined, clear: () => undefined }
  return {
    show: (done) => {
      const full = Math.round((WIDTH * done) / of)
      stderr.write(`\r[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${done}/${of} ${what}`)
    },
    clear: () => void stderr.write('\r\u001B[K'),
  }
}
