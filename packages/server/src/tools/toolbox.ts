import type { MemberId, RoomSettings, ToolInfo } from '@parley/protocol'
import type { Tool } from './tool.ts'

/** Tools that come from elsewhere and may change, such as those of MCP servers. */
export type ToolSource = {
  /** What is known now; never waits long. */
  tools(): Promise<readonly Tool[]>
  close(): Promise<void>
}

export type ToolboxOptions = {
  readonly own: readonly Tool[]
  readonly sources?: readonly ToolSource[]
  /** What an agent has that names none of its own. */
  readonly defaults?: readonly string[]
}

/** The tools of the workspace. [M7] */
export class Toolbox {
  readonly #own: readonly Tool[]
  readonly #sources: readonly ToolSource[]
  readonly defaults: readonly string[]

  constructor({ own, sources = [], defaults = [] }: ToolboxOptions) {
    this.#own = own
    this.#sources = sources
    this.defaults = defaults
  }

  /** Every tool that an agent can be given. */
  async list(): Promise<ToolInfo[]> {
    return (await this.#all()).map(({ name, description, web, dangerous, server }) => ({
      name,
      description,
      web,
      dangerous,
      ...(server === undefined ? {} : { server }),
    }))
  }

  /** Whether the agent has any, by what it names; says nothing of what is reachable. */
  isEquipped(names: readonly string[] | undefined): boolean {
    return (names ?? this.defaults).length > 0
  }

  /**
   * What an agent may use in a room at this moment: what it was given, without the web where the room has that
   * switched off, and without dangerous tools where no person asked. [M7, S5]
   */
  async offered(
    names: readonly string[] | undefined,
    { webAccess }: Pick<RoomSettings, 'webAccess'>,
    person: MemberId | undefined,
  ): Promise<Tool[]> {
    const wanted = names ?? this.defaults
    if (wanted.length === 0) return []
    return (await this.#all()).filter(
      (tool) =>
        wanted.some((name) => fits(name, tool.name)) &&
        (!tool.web || webAccess !== false) &&
        (!tool.dangerous || person !== undefined),
    )
  }

  async close(): Promise<void> {
    await Promise.all(this.#sources.map((source) => source.close()))
  }

  async #all(): Promise<Tool[]> {
    const found = [...this.#own, ...(await Promise.all(this.#sources.map((source) => source.tools()))).flat()]
    const names = new Set<string>()
    // The first of a name has it: a server cannot take the place of a tool of ours.
    return found.filter(({ name }) => !names.has(name) && names.add(name))
  }
}

/** A pattern ends in `*`; it stands for the tools of an MCP server. */
function fits(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name
}
