/** Which package imports which, by their short names (`room`, not `@parley/room`). */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>

/**
 * Reads the graph from a Markdown document: the fenced block whose info string is `import-graph`, with lines
 * such as `server -> protocol room director`. A package without a line imports none of the others.
 *
 * @throws when there is no such block, or more than one, or a line that cannot be read
 */
export function readImportGraph(markdown: string): ImportGraph {
  const blocks = [...markdown.matchAll(/^```import-graph\n(.*?)^```$/gms)]
  const body = blocks[0]?.[1]
  if (blocks.length !== 1 || body === undefined) {
    throw new Error(`Expected one fenced block "import-graph", found ${blocks.length}.`)
  }
  const lines = body.split('\n').filter((line) => line.trim() !== '')
  return new Map(lines.map(readLine))
}

function readLine(line: string): [string, Set<string>] {
  const [, from, to] = /^([a-z-]+) ->((?: [a-z-]+)+)$/.exec(line.trimEnd()) ?? []
  if (from === undefined || to === undefined) throw new Error(`Not a line of an import graph: ${line}`)
  return [from, new Set(to.trim().split(' '))]
}
