import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MCPMock } from '@copilotkit/aimock'
import { afterEach, describe, expect, test } from 'vitest'
import { runTool } from '../run-tool.ts'
import type { Tool } from '../tool.ts'
import { readMcpSettings } from './mcp-settings.ts'
import { McpSource } from './mcp-source.ts'

const EVERYTHING = fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-everything/dist/index.js'))
const CONTEXT = { room: 'r' as never, person: undefined, signal: new AbortController().signal }
const SLOW = 'trigger-long-running-operation'

const closing: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

function source(settings: object): McpSource {
  const { it } = readMcpSettings(JSON.stringify({ mcpServers: { it: settings } }))
  if (it === undefined) throw new Error('no settings')
  const opened = new McpSource('it', it, () => undefined, 20_000)
  closing.push(() => opened.close())
  return opened
}

async function toolsOf(opened: McpSource): Promise<(name: string) => Tool> {
  const tools = await opened.tools()
  return (name) => {
    const tool = tools.find((one) => one.name === `it__${name}`)
    if (tool === undefined) throw new Error(`no ${name} among ${tools.map((one) => one.name).join(' ')}`)
    return tool
  }
}

/** aimock's stand-in on a port that it can leave, and come back to without its sessions. */
async function standIn() {
  let called: () => void = () => undefined
  const inCall = new Promise<void>((resolve) => (called = resolve))
  let server: Server | undefined
  const come = async (port: number) => {
    const mock = new MCPMock()
    mock.addTool({
      name: 'count',
      description: 'Counts the roses.',
      inputSchema: { type: 'object', properties: { bed: { type: 'string' } }, required: ['bed'] },
    })
    for (const name of ['prune', 'wait']) mock.addTool({ name, inputSchema: { type: 'object' } })
    mock.onToolCall('count', (input) => `Nine in the ${(input as { bed: string }).bed} bed.`)
    mock.onToolCall('prune', () => {
      throw new Error('The shears are blunt.')
    })
    mock.onToolCall('wait', () => {
      called()
      return new Promise<string>(() => undefined)
    })
    const coming = createServer((request, response) => {
      void mock.handleRequest(request, response, '/').then((taken) => taken || response.writeHead(405).end())
    })
    await new Promise<void>((resolve) => coming.listen(port, '127.0.0.1', resolve))
    server = coming
    return (coming.address() as AddressInfo).port
  }
  const die = () =>
    new Promise<void>((resolve) => {
      server?.close(() => resolve())
      server?.closeAllConnections()
    })
  const port = await come(0)
  closing.push(die)
  return { url: `http://127.0.0.1:${port}`, inCall, die, comeBack: () => come(port) }
}

describe('[E2 M7] with aimock’s stand-in, on HTTP', { timeout: 30_000 }, () => {
  test('its tools are listed with their forms, called, and their errors are answers', async () => {
    const { url } = await standIn()
    const tool = await toolsOf(source({ url }))
    expect(tool('count')).toMatchObject({
      description: 'Counts the roses.',
      server: 'it',
      parameters: { type: 'object', properties: { bed: { type: 'string' } }, required: ['bed'] },
    })
    expect(await runTool(tool('count'), { bed: 'long' }, CONTEXT)).toEqual({
      status: 'done',
      text: 'Nine in the long bed.',
    })
    expect(await runTool(tool('prune'), {}, CONTEXT)).toEqual({
      status: 'failed',
      text: 'The shears are blunt.',
    })
  })

  test('a server that dies in mid-call is an answer at once, and is found again when it is back', async () => {
    const server = await standIn()
    const tool = await toolsOf(source({ url: server.url }))
    const waiting = runTool(tool('wait'), {}, CONTEXT)
    await server.inCall
    await server.die()
    expect(await waiting).toMatchObject({ status: 'failed', text: expect.stringContaining('server it') })
    expect(await runTool(tool('count'), { bed: 'long' }, CONTEXT)).toMatchObject({ status: 'failed' })
    await server.comeBack()
    expect(await runTool(tool('count'), { bed: 'long' }, CONTEXT)).toMatchObject({ status: 'done' })
  })
})

describe('[E2 M7] with the reference server', { timeout: 60_000 }, () => {
  test('as a process: its tools are listed, called, and their errors are answers', async () => {
    const opened = source({ command: process.execPath, args: [EVERYTHING, 'stdio'] })
    const tool = await toolsOf(opened)
    expect((await opened.tools()).length).toBeGreaterThan(8)
    expect(tool('get-sum').parameters).toMatchObject({ required: ['a', 'b'] })
    expect((await runTool(tool('get-sum'), { a: 2, b: 3 }, CONTEXT)).text).toContain('5')
    expect(await runTool(tool('get-sum'), { a: 'x' }, CONTEXT)).toMatchObject({ status: 'failed' })
  })

  test('as a process that dies in mid-call: an answer at once, and a new process for the next call', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'parley-mcp-'))
    closing.push(() => rmSync(directory, { recursive: true }))
    const file = join(directory, 'pid')
    const writePid = `import{writeFileSync}from'node:fs';writeFileSync(${JSON.stringify(file)},String(process.pid))`
    const args = ['--import', `data:text/javascript,${encodeURIComponent(writePid)}`, EVERYTHING, 'stdio']
    const tool = await toolsOf(source({ command: process.execPath, args }))
    const first = Number(readFileSync(file, 'utf8'))
    const waiting = runTool(tool(SLOW), { duration: 50, steps: 1 }, CONTEXT)
    // Answered after the slow call was taken up: messages of a process keep their order.
    await runTool(tool('echo'), { message: 'here' }, CONTEXT)
    process.kill(first)
    expect(await waiting).toMatchObject({ status: 'failed', text: expect.stringContaining('server it') })
    expect(await runTool(tool('echo'), { message: 'again' }, CONTEXT)).toEqual({
      status: 'done',
      text: 'Echo: again',
    })
    expect(Number(readFileSync(file, 'utf8'))).not.toBe(first)
  })

  test('on HTTP, dying in mid-call: an answer, and a new session once it is back', async () => {
    const port = await freePort()
    const first = await everythingOn(port)
    const tool = await toolsOf(source({ url: `http://127.0.0.1:${port}/mcp` }))
    const waiting = runTool(tool(SLOW), { duration: 50, steps: 1 }, CONTEXT)
    await runTool(tool('echo'), { message: 'here' }, CONTEXT)
    await first.die()
    expect(await waiting).toMatchObject({ status: 'failed', text: expect.stringContaining('server it') })
    await everythingOn(port)
    expect(await runTool(tool('echo'), { message: 'again' }, CONTEXT)).toEqual({
      status: 'done',
      text: 'Echo: again',
    })
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function everythingOn(port: number): Promise<{ die: () => Promise<void> }> {
  const child = spawn(process.execPath, [EVERYTHING, 'streamableHttp'], {
    env: { PATH: process.env['PATH'], PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const die = () => {
    child.kill('SIGKILL')
    return exited
  }
  closing.push(die)
  await new Promise<void>((resolve, reject) => {
    let heard = ''
    child.stderr.on('data', (data: Buffer) => {
      heard += data.toString()
      if (heard.includes(`listening on port ${port}`)) resolve()
    })
    void exited.then(() => reject(new Error(`the reference server ended: ${heard}`)))
  })
  return { die }
}
