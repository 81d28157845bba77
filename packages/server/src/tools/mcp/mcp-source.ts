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
      const { tools } = await this.#ask((client) => client.listTools(undefined, { timeout: CONNECT_MS }))
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

  /**
   * Asks the server, once more where it has begun anew since it was connected to: it then knows nothing of our
   * session, and did not take up what it was asked.
   */
  async #ask<Answer>(question: (client: Client) => Promise<Answer>): Promise<Answer> {
    const client = await this.#connected()
    try {
      return await question(client)
    } catch (error) {
      if (!isUnknownSession(error)) throw error
      await client.close()
      return question(await this.#connected())
    }
  }

  /** One connection, made anew once it has ended. */
  #connected(): Promise<Client> {
    if (this.#client !== undefined) return this.#client
    const forget = () => {
      if (this.#client === connecting) this.#client = undefined
    }
    const connecting = this.#connect(forget).catch((error: unknown) => {
      forget()
      throw error instanceof Error ? new UnreachedError('no connection', { cause: error }) : error
    })
    this.#client = connecting
    return connecting
  }

  async #connect(onEnd: () => void): Promise<Client> {
    const { Client: McpClient } = await import('@modelcontextprotocol/client')
    const client = new McpClient(
      { name: 'parley', version: '1.0.0' },
      { versionNegotiation: { mode: 'auto', probe: { timeoutMs: 5_000 } } },
    )
    // What goes wrong with a request is thrown there; the rest ends with the connection.
    Object.assign(client, {
      onerror: () => undefined,
      onclose: onEnd,
    })
    // A call whose answer cannot come any more would wait for it until its time is over.
    const lost = () => void client.close().catch(() => undefined)
    try {
      await untilAborted(
        client.connect(await transportTo(this.#settings, lost), { timeout: CONNECT_MS }),
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
    const given = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {}
    const result = await untilAborted(
      this.#ask((client) =>
        client.callTool(
          { name, arguments: given },
          { signal, timeout: CALL_MS, maxTotalTimeout: CALL_MS, resetTimeoutOnProgress: false },
        ),
      ),
      signal,
    ).catch((cause: unknown) => {
      signal.throwIfAborted()
      const what = cause instanceof UnreachedError ? 'cannot be reached' : 'did not answer as it should'
      throw new ToolError(`The server ${this.#name} ${what}.`, { cause })
    })
    const text = textOf(result)
    if (result.isError === true) throw new ToolError(text || 'It failed.')
    return text
  }
}

class UnreachedError extends Error {
  override readonly name = 'UnreachedError'
}

/** The protocol asks for 404; some servers, the reference server among them, answer 400. */
function isUnknownSession(error: unknown): boolean {
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  return status === 404 || status === 400
}

/** `onLost`: an answer was cut off on its way, or the server is gone. */
async function transportTo(settings: McpServerSettings, onLost: () => void): Promise<Transport> {
  if ('url' in settings) {
    const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client')
    return new StreamableHTTPClientTransport(new URL(settings.url), {
      requestInit: { headers: settings.headers },
      fetch: boundedFetch(onLost),
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
