import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { MCPMock } from '@copilotkit/aimock'
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { afterEach, expect, test } from 'vitest'
import { runTool } from '../run-tool.ts'
import type { Tool } from '../tool.ts'
import { readMcpSettings } from './mcp-settings.ts'
import { McpSource } from './mcp-source.ts'

const EVERYTHING = fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-everything/dist/index.js'))
const context = (signal = new AbortController().signal) => ({ room: 'r' as never, person: undefined, signal })

const faults: string[] = []
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
  faults.length = 0
})

function source(settings: object, firstListMs?: number): McpSource {
  const { it } = readMcpSettings(JSON.stringify({ mcpServers: { it: settings } }))
  if (it === undefined) throw new Error('no settings')
  const opened = new McpSource('it', it, (message) => faults.push(message), firstListMs)
  closing.push(() => opened.close())
  return opened
}

async function find(opened: McpSource, name: string): Promise<Tool> {
  const tools = await opened.tools()
  const tool = tools.find((one) => one.name === `it__${name}`)
  if (tool === undefined)
    throw new Error(`no ${name} among ${tools.map((one) => one.name).join(' ')}: ${faults.join()}`)
  return tool
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A server of the current, stateless revision. */
async function modern(): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = []
  const handler = createMcpHandler(({ era }) => {
    const server = new McpServer({ name: 'modern', version: '1' }, { capabilities: { tools: {} } })
    server.registerTool(
      'era',
      { description: 'Tells the era.', inputSchema: z.object({}), annotations: { readOnlyHint: true } },
      async () => ({ content: [{ type: 'text', text: era }] }),
    )
    server.registerTool(
      'wipe',
      { description: 'Wipes.', inputSchema: z.object({}), annotations: { destructiveHint: true } },
      async () => ({ content: [], isError: true }),
    )
    server.registerTool('hang', { inputSchema: z.object({}) }, () => new Promise(() => {}))
    server.registerTool('large', { inputSchema: z.object({}) }, async () => ({
      content: [{ type: 'text', text: 'x'.repeat(10_000_000) }],
    }))
    return server
  })
  closing.push(() => handler.close())
  const answer = getRequestListener((request: Request) => handler.fetch(request))
  const url = await listen(
    createServer((request, response) => {
      seen.push(String(request.headers['mcp-protocol-version']))
      void answer(request, response)
    }),
  )
  return { url, seen }
}

test('[E2 M7] a server of the current revision is spoken to without a session', async () => {
  const { url, seen } = await modern()
  const opened = source({ url })
  expect(await runTool(await find(opened, 'era'), {}, context())).toEqual({ status: 'done', text: 'modern' })
  expect(new Set(seen)).toEqual(new Set(['2026-07-28']))
})

test('[S5] what a server, or its configuration, calls dangerous is dangerous', async () => {
  const { url } = await modern()
  expect((await find(source({ url }), 'wipe')).dangerous).toBe(true)
  expect((await find(source({ url }), 'era')).dangerous).toBe(false)
  expect((await find(source({ url, dangerous: ['era'] }), 'era')).dangerous).toBe(true)
  expect(await find(source({ url, dangerous: true, web: true }), 'hang')).toMatchObject({
    dangerous: true,
    web: true,
  })
})

test('[M7] an error, a call that hangs and an answer of ten megabytes are answers', async () => {
  const { url } = await modern()
  const opened = source({ url })
  expect(await runTool(await find(opened, 'wipe'), {}, context())).toMatchObject({ status: 'failed' })
  expect(await runTool(await find(opened, 'hang'), {}, context(), 100)).toMatchObject({ status: 'failed' })
  expect(await runTool(await find(opened, 'large'), {}, context())).toMatchObject({ status: 'failed' })
  expect(await runTool(await find(opened, 'era'), {}, context())).toMatchObject({ status: 'done' })
  const controller = new AbortController()
  const running = runTool(await find(opened, 'hang'), {}, context(controller.signal))
  controller.abort(new Error('cut off'))
  await expect(running).rejects.toThrow('cut off')
})

test('[E2 M7] an older server is spoken to as of 2025-11-25', async () => {
  const mock = new MCPMock()
  mock.addTool({
    name: 'echo',
    description: 'Echoes.',
    inputSchema: { type: 'object', properties: { text: { type: 'string' } } },
  })
  mock.onToolCall('echo', (input) => `You said ${(input as { text: string }).text}`)
  const url = await mock.start()
  closing.push(() => mock.stop())
  const opened = source({ url })
  expect(await runTool(await find(opened, 'echo'), { text: 'hello' }, context())).toEqual({
    status: 'done',
    text: 'You said hello',
  })
})

test('[E2 M7] the reference server works as a process of its own', async () => {
  const opened = source({ command: process.execPath, args: [EVERYTHING, 'stdio'] }, 20_000)
  const answer = await runTool(await find(opened, 'echo'), { message: 'hello' }, context())
  expect(answer).toEqual({ status: 'done', text: 'Echo: hello' })
  const sum = await runTool(await find(opened, 'get-sum'), { a: 2, b: 3 }, context())
  expect(sum.text).toContain('5')
  expect(await runTool(await find(opened, 'get-sum'), { a: 'x' }, context())).toMatchObject({
    status: 'failed',
  })
}, 30_000)

test('[S4] a process gets no keys of ours', async () => {
  process.env['OPENAI_API_KEY'] = 'sk-must-not-leave'
  try {
    const opened = source(
      { command: process.execPath, args: [EVERYTHING, 'stdio'], env: { GIVEN: 'yes' } },
      20_000,
    )
    const { text } = await runTool(await find(opened, 'get-env'), {}, context())
    expect(text).toContain('GIVEN')
    expect(text).not.toContain('sk-must-not-leave')
  } finally {
    delete process.env['OPENAI_API_KEY']
  }
}, 30_000)

test('[M7] a server that is down, or silent, holds nobody up', async () => {
  const down = source({ url: 'http://127.0.0.1:9' })
  expect(await down.tools()).toEqual([])
  const silent = source({ url: await listen(createServer(() => undefined)) }, 50)
  const began = performance.now()
  expect(await silent.tools()).toEqual([])
  expect(performance.now() - began).toBeLessThan(1_000)
  expect(await source({ command: '/no/such/program' }).tools()).toEqual([])
})

test('[M7] tools of a server that has gone answer that it cannot be reached', async () => {
  const { url } = await modern()
  const opened = source({ url })
  const era = await find(opened, 'era')
  await closing.pop()?.()
  await closing.pop()?.()
  for (const close of closing.splice(0)) await close()
  const answer = await runTool(era, {}, context())
  expect(answer).toMatchObject({ status: 'failed', text: expect.stringContaining('server it') })
  expect((await opened.tools()).length).toBeGreaterThan(0)
})

test.each([
  ['{', 'is not JSON'],
  ['{"mcpServers": {"a b": {"command": "x"}}}', 'must be 1'],
  ['{"mcpServers": {"a": {"url": "file:///etc/passwd"}}}', 'PARLEY_MCP'],
  ['{"servers": {}}', 'mcpServers'],
  ['/no/such/file.json', 'no such file'],
])('[M7] settings that cannot be used end the start with a sentence: %s', (text, words) => {
  expect(() => readMcpSettings(text)).toThrow(words)
})
