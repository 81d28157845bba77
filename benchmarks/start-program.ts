import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'

const LOOK_EVERY_MS = 10

export type Started = {
  /** From the command to the first answer with a page. */
  seconds: number
  url: string
  /** The link that `npm start` prints. */
  signInUrl: string
  stop: () => Promise<void>
}

/** `npm start` in a checkout, as a person would type it, with a data folder of its own. */
export async function startProgram(
  checkout: string,
  dataDirectory: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Started> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const begun = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: checkout,
    env: { ...process.env, OLLAMA_HOST: '', PARLEY_DATA: dataDirectory, ...env, PORT: `${port}`, HOST: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that all of it can be stopped.
    detached: true,
  })
  let errors = ''
  child.stderr.on('data', (chunk) => (errors += String(chunk)))
  const signInUrl = firstLink(child)
  const ended = once(child, 'exit').then(() => {
    throw new Error(`npm start ended before there was a page:\n${errors}`)
  })
  try {
    await Promise.race([untilPage(url), ended])
    const seconds = (performance.now() - begun) / 1_000
    return { seconds, url, signInUrl: await Promise.race([signInUrl, ended]), stop: () => stop(child) }
  } catch (error) {
    await stop(child)
    throw error
  } finally {
    ended.catch(() => undefined)
  }
}

async function untilPage(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok && (await answer.text()).includes('<html')) return
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

function firstLink(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (child.stdout === null) return
    createInterface(child.stdout).on('line', (line) => {
      const link = /https?:\S+/.exec(line)?.[0]
      if (link !== undefined) resolve(link)
    })
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  process.kill(-child.pid, 'SIGTERM')
  await once(child, 'exit')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
