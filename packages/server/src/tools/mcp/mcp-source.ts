import type { Client, Transport } from '@modelcontextprotocol/client'
import type { JSONSchema7 } from 'ai'
import type { Report } from '../../report.ts'
import { ToolError } from '../tool.ts'
import type { Tool, ToolContext } from '../tool.ts'
import type { ToolSource } from '../toolbox.ts'
import { untilAborted } from '../until-aborted.ts'
import { boundedFetch, MAX_ANSWER_BYTES } from './bounded-fetch.ts'
import { textOf } from './mcp-content.ts'
import type { McpServerSettings } from './mcp-settings.ts'

/** How long an agent's turn waits for a server of which nothing is known yet. */
const FIRST_LIST_MS = 3_000
const CONNECT_MS = 15_000
const CALL_MS = 55_000
/** A server that is down is not asked again before this; and what one offers is asked for again after it. */
const RETRY_MS = 15_000
const FRESH_MS = 5 * 60_000
const MAX_TOOLS = 64

type Listed = Awaited<ReturnType<Client['listTools']>>['tools'][number]

/**
 * The tools of one MCP server. It is connected to when first needed, in the current stateless revision of the
 * protocol or, where the server is older, as of 2025-11-25. A server that is down holds up no turn: its tools
 * answer that it cannot be reached. [M7, E2]
 */
export class McpSource implements ToolSource {
  readonly #name: string
  readonly #settings: McpServerSettings
  readonly #report: Report
  readonly #firstListMs: number
  #client: Promise<Client> | undefined
  #listing: Promise<void> | undefined
  #tools: readonly Tool[] = []
  #listedAt = -Infinity
  #failedAt = -Infinity
  readonly #closing = new AbortController()

  constructor(name: string, settings: McpServerSettings, report: Report, firstListMs = FIRST_LIST_MS) {
    this.#name = name
    this.#settings = settings
    this.#report = report
    this.#firstListMs = firstListMs
  }

  async tools(): Promise<readonly Tool[]> {
    const now = performance.now()
    const isStale = now - this.#listedAt > FRESH_MS && now - this.#failedAt > RETRY_MS
    if (isStale && !this.#closing.signal.aborted) this.#listing ??= this.#list()
    if (this.#tools.length === 0 && this.#listing !== undefined) {
      await untilAborted(this.#listing, AbortSignal.timeout(this.#firstListMs)).catch(() => undefined)
    }
    return this.#tools
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('the server is stopping'))
    const client = await this.#client?.catch(() => undefined)
    await client?.close().catch(() => undefined)
  }

  async #list(): Promise<void> {
    try {
      const client = await this.#connected()
      const { tools } = await client.listTools(undefined, { timeout: CONNECT_MS })
      this.#tools = tools.slice(0, MAX_TOOLS).map((tool) => this.#toolOf(tool))
      this.#listedAt = performance.now()
    } catch (error) {
      this.#failedAt = performance.now()
      if (this.#closing.signal.aborted) return
      this.#report('an MCP server could not be reached', { server: this.#name, error })
    } finally {
      this.#listing = undefined
    }
  }

  /** One connection, made anew once it has ended. */
  #connected(): Promise<Client> {
    this.#client ??= this.#connect().catch((error: unknown) => {
      this.#client = undefined
      throw error
    })
    return this.#client
  }

  async #connect(): Promise<Client> {
    const { Client: McpClient } = await import('@modelcontextprotocol/client')
    const client = new McpClient(
      { name: 'parley', version: '1.0.0' },
      { versionNegotiation: { mode: 'auto', probe: { timeoutMs: 5_000 } } },
    )
    // What goes wrong with a request is thrown there; the rest ends with the connection.
    Object.assign(client, {
      onerror: () => undefined,
      onclose: () => {
        this.#client = undefined
      },
    })
    try {
      await untilAborted(
        client.connect(await transportTo(this.#settings), { timeout: CONNECT_MS }),
        AbortSignal.any([this.#closing.signal, AbortSignal.timeout(CONNECT_MS)]),
      )
    } catch (error) {
      await client.close().catch(() => undefined)
      throw error
    }
    return client
  }

  #toolOf({ name, description, inputSchema, annotations }: Listed): Tool {
    const { dangerous, web } = this.#settings
    const { $schema: _, ...parameters } = inputSchema as Record<string, unknown>
    const isMarked = dangerous === true || (dangerous !== false && dangerous.includes(name))
    return {
      name: `${this.#name}__${name}`.replace(/[^\w-]/g, '_').slice(0, 64),
      description: (description ?? name).slice(0, 1_000),
      parameters: parameters as JSONSchema7,
      web,
      dangerous: isMarked || annotations?.destructiveHint === true,
      server: this.#name,
      run: (input, context) => this.#call(name, input, context),
    }
  }

  async #call(name: string, input: unknown, { signal }: ToolContext): Promise<string> {
    const client = await untilAborted(this.#connected(), signal).catch((cause: unknown) => {
      signal.throwIfAborted()
      throw new ToolError(`The server ${this.#name} cannot be reached.`, { cause })
    })
    const given = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {}
    const result = await client
      .callTool(
        { name, arguments: given },
        { signal, timeout: CALL_MS, maxTotalTimeout: CALL_MS, resetTimeoutOnProgress: false },
      )
      .catch((cause: unknown) => {
        signal.throwIfAborted()
        throw new ToolError(`The server ${this.#name} did not answer as it should.`, { cause })
      })
    const text = textOf(result)
    if (result.isError === true) throw new ToolError(text || 'It failed.')
    return text
  }
}

async function transportTo(settings: McpServerSettings): Promise<Transport> {
  if ('url' in settings) {
    const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client')
    return new StreamableHTTPClientTransport(new URL(settings.url), {
      requestInit: { headers: settings.headers },
      fetch: boundedFetch,
    })
  }
  const { StdioClientTransport, getDefaultEnvironment } = await import('@modelcontextprotocol/client/stdio')
  const { command, args, env, cwd } = settings
  return new StdioClientTransport({
    command,
    args,
    // Of our own environment, which has the keys of providers, it gets only what programs need to start.
    env: { ...getDefaultEnvironment(), ...env },
    stderr: 'ignore',
    maxBufferSize: MAX_ANSWER_BYTES,
    ...(cwd === undefined ? {} : { cwd }),
  })
}
