import { ToolNames } from '@parley/protocol'
import { ConfigurationError } from '../models/index.ts'
import type { Report } from '../report.ts'
import type { Store } from '../store/store.ts'
import { readMcpSettings } from './mcp/mcp-settings.ts'
import { McpSource } from './mcp/mcp-source.ts'
import { readMessages, roomSearch } from './room-history.ts'
import { Toolbox } from './toolbox.ts'
import { WEB_RULES } from './web/get-page.ts'
import { webFetch } from './web-fetch.ts'
import { webSearch } from './web-search.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The tools of this workspace, as the environment has them. Where agents only `rehearse`, which costs nothing,
 * they have those that need no network, unless something else is set. [M2, M7] @throws ConfigurationError
 */
export function configureTools(
  env: Environment,
  store: Store,
  report: Report,
  { rehearse = false }: { rehearse?: boolean } = {},
): Toolbox {
  const search = webSearch(env)
  const servers = readMcpSettings(env['PARLEY_MCP'])
  return new Toolbox({
    own: [
      webFetch({ ...WEB_RULES, ports: readPorts(env['PARLEY_FETCH_PORTS']) }),
      ...(search === undefined ? [] : [search]),
      roomSearch(store),
      readMessages(store),
    ],
    sources: Object.entries(servers).map(([name, settings]) => new McpSource(name, settings, report)),
    defaults:
      rehearse && env['PARLEY_TOOLS'] === undefined
        ? ['room_search', 'read_messages', ...Object.keys(servers).map((name) => `${name}__*`)]
        : readDefaults(env['PARLEY_TOOLS']),
  })
}

/** What agents have that name no tools: those of PARLEY_TOOLS, none where it is not set. */
function readDefaults(text = ''): readonly string[] {
  const names = listed(text)
  if (ToolNames.safeParse(names).success) return names
  throw new ConfigurationError('PARLEY_TOOLS must be names of tools, with commas between them.')
}

function readPorts(text = ''): ReadonlySet<number> {
  const ports = listed(text).map(Number)
  if (ports.every((port) => Number.isInteger(port) && port > 0 && port < 65_536)) return new Set(ports)
  throw new ConfigurationError('PARLEY_FETCH_PORTS must be numbers of ports, with commas between them.')
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
