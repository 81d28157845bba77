import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChildProcessByStdio } from 'node:child_process'
import type { Readable } from 'node:stream'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../packages/server/src/main.ts', import.meta.url))

/** A server as its users run it: a process of its own on a data folder of its own. */
export type ServerProcess = {
  url: string
  signInUrl: string
  /** Kills without warning, as a crash or a lost machine would. */
  kill: () => Promise<void>
  /** Asks it to stop, and waits until it has. */
  stop: () => Promise<void>
}

/** Starts the server and waits for its link. `env` adds to a clean environment without any model keys. */
export async function startServer(
  dataDirectory: string,
  env: Record<string, string> = {},
  options: readonly string[] = [],
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [MAIN, 'serve', ...options], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      PARLEY_DATA: dataDirectory,
      OLLAMA_HOST: '',
      // A test asks nobody outside of this machine, and finds rooms by the names of their members.
      PARLEY_LINK_PREVIEWS: 'off',
      PARLEY_TITLES: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const signInUrl = await readLink(child)
  return {
    signInUrl,
    url: new URL(signInUrl).origin,
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  }
}

/** An API token of the owner, by the command that scripts use. */
export async function ownerToken(dataDirectory: string): Promise<string> {
  const child = spawn(process.execPath, [MAIN, 'token'], {
    env: { PATH: process.env['PATH'], PARLEY_DATA: dataDirectory },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  await once(child, 'close')
  return output.trim()
}

/** A fresh data folder, and how to remove it. */
export async function temporaryData(): Promise<{ directory: string; remove: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'parley-e2e-'))
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) }
}

type Child = ChildProcessByStdio<null, Readable, null>

async function readLink(child: Child): Promise<string> {
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines) {
    const link = /https?:\/\/\S+\/sign-in\?token=\S+/.exec(line)?.[0]
    if (link !== undefined) return link
  }
  throw new Error('the server ended without printing a link')
}

async function end(child: Child, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}
