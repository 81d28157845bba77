import { Client } from './client.ts'
import type { ParleyClient } from './parley-client.ts'
import { surroundingsOf } from './surroundings.ts'
import type { ConnectOptions } from './surroundings.ts'

/**
 * Connects to a Parley server and stays connected until `close`. [E1]
 *
 * In a browser the session cookie signs in; elsewhere a `token` does. Throws only where `url` or `token`
 * cannot be part of an address.
 */
export function connect(options: ConnectOptions): ParleyClient {
  return new Client(surroundingsOf(options))
}
