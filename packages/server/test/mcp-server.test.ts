import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { Client as OlderClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as OlderTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { MemberId } from '@parley/protocol'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { issueToken } from '../src/authority/tokens.ts'
import { TestChannel } from './open-channel.ts'

let channel: TestChannel
beforeAll(async () => {
  channel = await TestChannel.open()
})
afterAll(async () => {
  expect(await channel.close()).toEqual([])
})

const open: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const client of open.splice(0)) await client.close()
})

async function connect(token = channel.parley.token, mode: 'auto' | 'legacy' = 'auto'): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } })
  await client.connect(
    new StreamableHTTPClientTransport(new URL('/mcp', channel.url), {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
    }),
  )
  open.push(client)
  return client
}

/** The JSON that a tool answered, or its error in words. */
async function call(client: Pick<Client, 'callTool'>, name: string, given: object = {}): Promise<never> {
  const { content, isError } = await client.callTool({ name, arguments: given as Record<string, unknown> })
  const [part] = content
  const text = part?.type === 'text' ? part.text : ''
  if (isError === true) throw new Error(text)
  return JSON.parse(text) as never
}

type Reply = { message: { text: string; from: { name: string; kind: string } } | null; seq: number }

test.each(['auto', 'legacy'] as const)(
  '[E2] an MCP client lists, reads, posts and hears the reply (%s)',
  async (mode) => {
    const room = await channel.parley.createRoom(['a_steve-jobs'], { title: `Over MCP ${mode}` } as never)
    const client = await connect(undefined, mode)
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual([
      'list_rooms',
      'read_room',
      'post_message',
      'wait_for_reply',
    ])
    const { rooms } = (await call(client, 'list_rooms')) as { rooms: { room: string; title: string }[] }
    expect(rooms).toContainEqual(expect.objectContaining({ room, title: `Over MCP ${mode}` }))
    const posted = (await call(client, 'post_message', { room, text: 'Hello, Steve!', id: 'mcp-1' })) as {
      seq: number
    }
    expect(await call(client, 'post_message', { room, text: 'Hello, Steve!', id: 'mcp-1' })).toEqual(posted)
    const reply = (await call(client, 'wait_for_reply', { room, after: posted.seq })) as Reply
    expect(reply.message?.from).toMatchObject({ name: 'Steve Jobs', kind: 'agent' })
    const read = (await call(client, 'read_room', { room })) as { messages: { text: string }[] }
    expect(read.messages.map(({ text }) => text)).toEqual(['Hello, Steve!', reply.message?.text])
  },
)

test('[E2] the client of the first SDK works, too', async () => {
  const room = await channel.peopleRoom()
  const client = new OlderClient({ name: 'older', version: '1' })
  const headers = { authorization: `Bearer ${channel.parley.token}` }
  const transport = new OlderTransport(new URL('/mcp', channel.url), { requestInit: { headers } })
  await client.connect(transport as never)
  open.push(client)
  expect((await client.listTools()).tools).toHaveLength(4)
  const result = await client.callTool({ name: 'post_message', arguments: { room, text: 'Hello' } })
  expect(result.isError).not.toBe(true)
})

test('[E2] waiting ends without a message when nobody says anything, and with one that comes meanwhile', async () => {
  const room = await channel.peopleRoom()
  const client = await connect()
  const posted = (await call(client, 'post_message', { room, text: 'Anybody?' })) as { seq: number }
  const none = (await call(client, 'wait_for_reply', {
    room,
    after: posted.seq,
    timeoutSeconds: 0.05,
  })) as Reply
  expect(none.message).toBeNull()
  const other = await channel.person('Quinn')
  await channel.parley.command(room, { type: 'add-member', member: other.id })
  const waiting = call(client, 'wait_for_reply', { room, after: posted.seq }) as Promise<Reply>
  await call(await connect(other.token), 'post_message', { room, text: 'I am here.' })
  expect((await waiting).message).toMatchObject({ text: 'I am here.', from: { name: 'Quinn' } })
})

test('[E2 S2] a client can do what its token can, and nothing else', async () => {
  const room = await channel.peopleRoom()
  const elsewhere = await channel.peopleRoom()
  const owner = await channel.person('Rae')
  await channel.parley.command(room, { type: 'add-member', member: owner.id })
  await channel.parley.command(elsewhere, { type: 'add-member', member: owner.id })
  const holder = { member: owner.id as MemberId, kind: 'person', createdBy: owner.id as MemberId } as const
  const { token } = await issueToken(channel.store.directory, holder, Date.now(), {
    scopes: ['read'],
    rooms: [room as never],
  })
  const client = await connect(token)
  const { rooms } = (await call(client, 'list_rooms')) as { rooms: { room: string }[] }
  expect(rooms.map((one) => one.room)).toEqual([room])
  await expect(call(client, 'post_message', { room, text: 'x' })).rejects.toThrow('forbidden')
  await expect(call(client, 'read_room', { room: elsewhere })).rejects.toThrow('room-not-found')
  await expect(call(client, 'read_room', { room: 'nowhere' })).rejects.toThrow('room-not-found')
  await expect(call(client, 'wait_for_reply', { room: elsewhere, after: 0 })).rejects.toThrow(
    'room-not-found',
  )
})

test('[E2 S4] without a token, or from a foreign page, there is no answer', async () => {
  const ask = (headers: Record<string, string>) =>
    fetch(`${channel.url}/mcp`, {
      method: 'POST',
      headers,
      body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
    })
  expect((await ask({})).status).toBe(401)
  expect((await ask({ authorization: 'Bearer wrong' })).status).toBe(401)
  expect((await ask({ origin: 'https://evil.example' })).status).toBe(401)
  const large = await fetch(`${channel.url}/mcp`, {
    method: 'POST',
    headers: { authorization: `Bearer ${channel.parley.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { x: 'x'.repeat(200_000) } }),
  })
  expect(large.status).toBe(413)
})

test('[E2] `parley mcp` answers on standard input and output for the running server', async () => {
  const room = await channel.peopleRoom()
  const client = new Client({ name: 'desktop', version: '1' })
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [fileURLToPath(new URL('../src/main.ts', import.meta.url)), 'mcp'],
      env: { ...getDefaultEnvironment(), PARLEY_URL: channel.url, PARLEY_TOKEN: channel.parley.token },
    }),
  )
  open.push(client)
  expect((await client.listTools()).tools).toHaveLength(4)
  const { seq } = (await call(client, 'post_message', { room, text: 'From the desk' })) as { seq: number }
  expect(await call(client, 'read_room', { room })).toMatchObject({
    seq,
    messages: [{ text: 'From the desk' }],
  })
}, 20_000)
