import type { Configuration } from '../configuration.ts'
import { accessTo } from './access.ts'

/**
 * `parley mcp`: Parley for desktop clients that speak MCP with a process. It passes what they ask on to the
 * running server: that of PARLEY_URL with PARLEY_TOKEN, or the one that has this data folder. Ends when its
 * input does. [E2]
 */
export async function mcpCommand(
  { dataDirectory }: Configuration,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { url, token } = await accessTo(dataDirectory, env)
  const [{ Client, StreamableHTTPClientTransport }, { Server }, { serveStdio }] = await Promise.all([
    import('@modelcontextprotocol/client'),
    import('@modelcontextprotocol/server'),
    import('@modelcontextprotocol/server/stdio'),
  ])
  const client = new Client(
    { name: 'parley-stdio', version: '1.0.0' },
    { versionNegotiation: { mode: 'auto' } },
  )
  await client.connect(
    new StreamableHTTPClientTransport(new URL('/mcp', url), {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
    }),
  )
  const instructions = client.getInstructions()
  await new Promise<void>((resolve) => {
    const handle = serveStdio(() => {
      const server = new Server(
        { name: 'parley', version: '1.0.0' },
        { capabilities: { tools: {} }, ...(instructions === undefined ? {} : { instructions }) },
      )
      server.setRequestHandler('tools/list', () => client.listTools())
      server.setRequestHandler('tools/call', ({ params }, { mcpReq: { signal } }) =>
        client.callTool(params, { signal, timeout: CALL_MS }),
      )
      return server
    })
    process.stdin.once('end', () => void handle.close().then(() => resolve()))
  })
  await client.close()
}

/** Longer than the longest wait for a reply. */
const CALL_MS = 90_000
