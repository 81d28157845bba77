import { PACES } from '@parley/protocol'
import type { Pace } from '@parley/protocol'
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
    ...(pace ? { pace: pace as Pace } : {}),
  }
}

export const DEFAULT_PORT = 4400

function readPort(text: string | undefined): number {
  if (!text) return DEFAULT_PORT
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new ConfigurationError(`PORT=${text} is not a number from 0 to 65535.`)
}

function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true
  return isIP(host) === 4 && host.startsWith('127.')
}
