import { PACES } from '@parley/protocol'
import type { Budget, Pace } from '@parley/protocol'
import { isIP } from 'node:net'
import { resolve } from 'node:path'

/** The settings of a server, read once from the environment; README.md names each. */
export type Configuration = {
  /** 0 chooses a free port. */
  port: number
  host: string
  /** Folder of the database. */
  dataDirectory: string
  /** Seed of the rehearsal model and of every room's dice. */
  seed: string
  /** A pace for every room, whatever its own setting. */
  pace?: Pace
  logLevel: string
  /** What all rooms together may use up in a day; absent: as much as they like. */
  budget?: Budget
  /** Links of messages are looked up on the web. */
  linkPreviews?: boolean
  /** Whether rooms that nobody names are named after their first exchange; not if not given. */
  titles?: boolean
  /** How many commands a second one connection may send in the long run. */
  commandsPerSecond?: number
}

/** A setting that cannot be used; `message` says which and what it takes. */
export class ConfigurationError extends Error {}

/** @throws ConfigurationError */
export function readConfiguration(env: Record<string, string | undefined>): Configuration {
  const host = env['HOST'] || '127.0.0.1'
  if (!isLoopback(host)) {
    throw new ConfigurationError(
      `HOST=${host} would show this server to other machines, and it has no accounts yet: ` +
        'only addresses of this machine (127.0.0.1, ::1, localhost) are accepted.',
    )
  }
  const pace = env['PARLEY_PACE']
  if (pace && !PACES.includes(pace as Pace)) {
    throw new ConfigurationError(`PARLEY_PACE=${pace} is not one of ${PACES.join(', ')}.`)
  }
  return {
    port: readPort(env['PORT']),
    host,
    dataDirectory: resolve(env['PARLEY_DATA'] || '.parley'),
    seed: env['PARLEY_SEED'] || 'parley',
    logLevel: env['PARLEY_LOG'] || 'warn',
    budget: readBudget(env),
    linkPreviews: readSwitch(env, 'PARLEY_LINK_PREVIEWS', true),
    titles: readSwitch(env, 'PARLEY_TITLES', true),
    ...(pace ? { pace: pace as Pace } : {}),
    ...readRate(env['PARLEY_COMMANDS_PER_SECOND']),
  }
}

export const DEFAULT_PORT = 4400

function readPort(text: string | undefined): number {
  if (!text) return DEFAULT_PORT
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new ConfigurationError(`PORT=${text} is not a number from 0 to 65535.`)
}

/** Enough for a day of lively rooms, and an end to what nobody watches. */
const TOKENS_PER_DAY = 2_000_000

const BUDGET = {
  tokens: 'PARLEY_TOKENS_PER_DAY',
  usd: 'PARLEY_USD_PER_DAY',
  seconds: 'PARLEY_MODEL_SECONDS_PER_DAY',
} as const

function readBudget(env: Record<string, string | undefined>): Budget {
  const budget: Budget = { tokens: TOKENS_PER_DAY }
  for (const [part, name] of Object.entries(BUDGET) as [keyof Budget, string][]) {
    const text = env[name]
    if (!text) continue
    const limit = Number(text)
    if (!(limit >= 0) || (part === 'tokens' && !Number.isInteger(limit)))
      throw new ConfigurationError(`${name}=${text} is not a number above 0; 0 means no limit.`)
    if (limit === 0) delete budget[part]
    else budget[part] = limit
  }
  return budget
}

function readSwitch(env: Record<string, string | undefined>, name: string, otherwise: boolean): boolean {
  const text = env[name]
  if (!text) return otherwise
  if (text === 'on' || text === 'off') return text === 'on'
  throw new ConfigurationError(`${name}=${text} is neither on nor off.`)
}

function readRate(text: string | undefined): { commandsPerSecond?: number } {
  if (!text) return {}
  const commandsPerSecond = Number(text)
  if (Number.isInteger(commandsPerSecond) && commandsPerSecond > 0) return { commandsPerSecond }
  throw new ConfigurationError(`PARLEY_COMMANDS_PER_SECOND=${text} is not a whole number above 0.`)
}

function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true
  return isIP(host) === 4 && host.startsWith('127.')
}
