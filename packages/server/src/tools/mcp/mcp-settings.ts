import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { ConfigurationError } from '../../models/index.ts'

const common = {
  /** `true`: every tool of it, else those named; besides what the server itself calls destructive. [S5] */
  dangerous: z.union([z.boolean(), z.array(z.string())]).default([]),
  /** It reaches the web, so that a room can switch it off. */
  web: z.boolean().default(false),
}

/** A server that runs as a process of this machine, or one that answers on HTTP. */
const McpServerSettings = z.union([
  z.object({
    ...common,
    command: z.string().min(1),
    args: z.array(z.string()).default([]),
    env: z.record(z.string(), z.string()).default({}),
    cwd: z.string().optional(),
  }),
  z.object({
    ...common,
    url: z.url({ protocol: /^https?$/ }),
    headers: z.record(z.string(), z.string()).default({}),
  }),
])
export type McpServerSettings = z.infer<typeof McpServerSettings>

const Name = z.string().regex(/^[A-Za-z0-9-]{1,24}$/, 'must be 1–24 of A–Z a–z 0–9 -')
const McpSettings = z.object({ mcpServers: z.record(Name, McpServerSettings) })

/**
 * The MCP servers of PARLEY_MCP: JSON as desktop clients have it (`{"mcpServers": {…}}`), or the path of a file
 * that contains it. @throws ConfigurationError
 */
export function readMcpSettings(text: string | undefined): Record<string, McpServerSettings> {
  const given = text?.trim()
  if (!given) return {}
  const parsed = McpSettings.safeParse(parse(given.startsWith('{') ? given : read(given)))
  if (parsed.success) return parsed.data.mcpServers
  const [issue] = parsed.error.issues
  const message = issue?.code === 'invalid_key' ? issue.issues[0]?.message : issue?.message
  throw new ConfigurationError(`PARLEY_MCP: ${issue?.path.join('.') || 'it'}: ${message}`)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new ConfigurationError(`PARLEY_MCP=${path}: there is no such file.`)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ConfigurationError('PARLEY_MCP is not JSON.')
  }
}
