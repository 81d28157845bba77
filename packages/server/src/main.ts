import { parseArgs } from 'node:util'
import { exportCommand, importCommand } from './cli/exchange-commands.ts'
import { mcpCommand } from './cli/mcp-command.ts'
import { newSignInUrl, newToken } from './cli/owner-credential.ts'
import { serveCommand } from './cli/serve-command.ts'
import { ConfigurationError, readConfiguration } from './configuration.ts'
import { ConfigurationError as ModelConfigurationError } from './models/index.ts'
import { StoreError } from './store/store-error.ts'

const USAGE = `Usage: parley <command>

  serve     run the server (npm start does this); with --standby, once no other
            server has the data folder, going on where that one stopped
  sign-in   print a new link that signs the owner in, while the server runs
  export ROOM [--format markdown]
            print all of a room: JSON that can be imported again, or Markdown
  import FILE
            make rooms of an exported one, or of ChatGPT's conversations.json
  mcp       answer MCP on standard input and output, for desktop clients
  token     print a new API token of the owner, for "Authorization: Bearer <token>"

Environment: PORT, HOST, PARLEY_DATA, PARLEY_SEED, PARLEY_PACE, PARLEY_LOG and the model settings of README.md.
`

async function main([command, ...options]: string[]): Promise<number> {
  switch (command) {
    case 'serve':
      await serveCommand(readConfiguration(process.env), process.env, readServeOptions(options))
      return 0
    case 'mcp':
      await mcpCommand(readConfiguration(process.env), process.env)
      return 0
    case 'export':
      return exportCommand(readConfiguration(process.env), process.env, options)
    case 'import':
      return importCommand(readConfiguration(process.env), process.env, options)
    case 'token':
      process.stdout.write(`${await newToken(readConfiguration(process.env))}\n`)
      return 0
    case 'sign-in': {
      const url = await newSignInUrl(readConfiguration(process.env))
      process[url === undefined ? 'stderr' : 'stdout'].write(
        `${url ?? 'No server is running on this data folder.'}\n`,
      )
      return url === undefined ? 1 : 0
    }
    case undefined:
    case 'help':
    case '--help':
      process.stdout.write(USAGE)
      return 0
    default:
      process.stderr.write(`parley: unknown command ${command}\n\n${USAGE}`)
      return 2
  }
}

function readServeOptions(options: string[]): { standby: boolean } {
  try {
    return parseArgs({ args: options, options: { standby: { type: 'boolean', default: false } } }).values
  } catch (error) {
    throw new ConfigurationError(`parley serve: ${(error as Error).message}`)
  }
}

/** What a person can mend themselves is told in a sentence, anything else with its stack. */
function explain(error: unknown): string {
  const { code, port } = error as { code?: string; port?: number }
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Choose another: PORT=4500 npm start`
  const known = [ConfigurationError, ModelConfigurationError, StoreError].some(
    (type) => error instanceof type,
  )
  return known ? (error as Error).message : String((error as Error).stack ?? error)
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`parley: ${explain(error)}\n`)
  return 1
})
