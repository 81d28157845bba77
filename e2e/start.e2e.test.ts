import { execFile } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect } from '@parley/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownerToken, startServer, temporaryData } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

const MAIN = fileURLToPath(new URL('../packages/server/src/main.ts', import.meta.url))

const data = await temporaryData()
let server: ServerProcess
beforeAll(async () => {
  server = await startServer(data.directory)
})
afterAll(async () => {
  await server?.stop()
  await data.remove()
})

test.each<[string, Record<string, string>, RegExp]>([
  ['a port that is taken', { PORT: 'taken' }, /^parley: Port \d+ is in use\. Choose another/],
  [
    'a data folder that another process has open',
    { PARLEY_DATA: 'open' },
    /in use by another Parley process \(pid \d+\)/,
  ],
  ['a port that is none', { PORT: 'eighty' }, /PORT=eighty is not a number/],
  ['an address that others can reach', { HOST: '0.0.0.0' }, /it has no accounts yet/],
  ['a pace that there is not', { PARLEY_PACE: 'warp' }, /not one of instant, human/],
  ['a rate that is none', { PARLEY_COMMANDS_PER_SECOND: 'many' }, /not a whole number above 0/],
  ['a model without its key', { PARLEY_MODEL: 'openai:gpt-6-astra' }, /needs OPENAI_API_KEY/],
])('[K1] %s ends the start with a sentence', async (_, wrong, sentence) => {
  const other = await temporaryData()
  try {
    const { code, stderr } = await run(['serve'], {
      PARLEY_DATA: other.directory,
      ...wrong,
      ...(wrong['PORT'] === 'taken' ? { PORT: new URL(server.url).port } : {}),
      ...(wrong['PARLEY_DATA'] === 'open' ? { PARLEY_DATA: data.directory } : {}),
    })
    expect(stderr).toMatch(sentence)
    expect(stderr, 'a sentence, not a stack').not.toMatch(/\n {4}at /)
    expect(code).toBe(1)
  } finally {
    await other.remove()
  }
})

test('[K1] a file that is no database is named, and left as it is', async () => {
  const other = await temporaryData()
  const file = join(other.directory, 'parley.db')
  await writeFile(file, 'this was never a database '.repeat(400))
  const { code, stderr } = await run(['serve'], { PARLEY_DATA: other.directory })
  expect(stderr).toMatch(/^parley: /)
  expect(stderr).toContain(other.directory)
  expect(code).toBe(1)
  expect(await readFile(file, 'utf8')).toMatch(/^this was never/)
  await other.remove()
})

test('[S1] what lies in the data folder is for its owner alone', async () => {
  for (const name of ['server.json', '']) {
    expect((await stat(join(data.directory, name))).mode & 0o077, name).toBe(0)
  }
})

test('[S1] a token is printed and nothing else, and it works with the server running or not', async () => {
  const token = await ownerToken(data.directory)
  expect(token).toMatch(/^[\w-]{40,}$/)
  await server.stop()
  const offline = await ownerToken(data.directory)
  server = await startServer(data.directory)
  for (const authorization of [`Bearer ${token}`, `Bearer ${offline}`]) {
    expect((await fetch(`${server.url}/api/me`, { headers: { authorization } })).status).toBe(200)
  }
})

test('[S1] a client with a wrong token is refused for good, one with a right one is let in', async () => {
  const statusOf = async (token: string) => {
    const client = connect({ url: server.url, token })
    await expect.poll(() => client.status, { timeout: 10_000 }).not.toBe('connecting')
    const { status } = client
    client.close()
    return status
  }
  expect(await statusOf('wrong')).toBe('refused')
  expect(await statusOf(await ownerToken(data.directory))).toBe('online')
})

test('[K3] asked to stop, it stops, and leaves no word of itself behind', async () => {
  await server.stop()
  await expect(stat(join(data.directory, 'server.json'))).rejects.toThrow(/ENOENT/)
  server = await startServer(data.directory)
})

/** Runs the command to its end; one that goes on is stopped, and shows no exit code of its own. */
function run(args: string[], env: Record<string, string>): Promise<{ code: unknown; stderr: string }> {
  return new Promise((resolve) => {
    const options = {
      env: { PATH: process.env['PATH'], PORT: '0', OLLAMA_HOST: '', ...env },
      timeout: 20_000,
    }
    execFile(process.execPath, [MAIN, ...args], options, (error, _, stderr) =>
      resolve({ code: error?.code ?? 0, stderr }),
    )
  })
}
