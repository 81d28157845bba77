import type { ToolInfo, ToolList } from '@parley/protocol'

/** A tool as an agent has it or not. */
export type OfferedTool = ToolInfo & { has: boolean }

/** Every tool of the workspace, and whether an agent has it that names `own`; undefined: what all have. [M7] */
export function offeredTools(
  { tools, defaults }: ToolList,
  own: readonly string[] | undefined,
): OfferedTool[] {
  return tools.map((tool) => ({ ...tool, has: (own ?? defaults).some((name) => fits(name, tool.name)) }))
}

/** What an agent is to have that is not here now, such as the tools of a server that is down. */
export function absentTools({ tools, defaults }: ToolList, own: readonly string[] | undefined): string[] {
  return (own ?? defaults).filter((name) => !tools.some((tool) => fits(name, tool.name)))
}

/** The choice of its own that begins with what it has, and goes on after one tool was given or taken. */
export function withTool(
  list: ToolList,
  own: readonly string[] | undefined,
  changed?: { name: string; has: boolean },
): string[] {
  const kept = absentTools(list, own)
  const has = offeredTools(list, own).filter((tool) => (tool.name === changed?.name ? changed.has : tool.has))
  return [...has.map(({ name }) => name), ...kept]
}

/** A pattern ends in `*`; it stands for the tools of an MCP server. */
function fits(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name
}
