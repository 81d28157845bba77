import { wireError } from '@parley/protocol'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ChannelClient } from '../../test/channel-client.ts'
import { TestChannel } from '../../test/open-channel.ts'

let channel: TestChannel
let cookie: string

beforeEach(async () => {
  channel = await TestChannel.open()
  const signedIn = await fetch(await channel.parley.server.signInUrl(), { redirect: 'manual' })
  cookie = (signedIn.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
})

afterEach(async () => {
  expect(await channel.close()).toEqual([])
})

test('[S1] a session, a bearer token and a token as subprotocol are principals', async () => {
  const { token } = channel.parley
  for (const client of [
    new ChannelClient(channel.url, { headers: { cookie, origin: channel.url } }),
    new ChannelClient(channel.url, { headers: { authorization: `Bearer ${token}` } }),
    new ChannelClient(channel.url, {}, ['parley.v1', `parley.token.${token}`]),
  ]) {
    expect((await client.next('hello')).principal).toMatch(/^p_/)
    client.socket.terminate()
  }
})

test('[S4] a page of another site cannot use the session', async () => {
  const client = new ChannelClient(channel.url, { headers: { cookie, origin: 'http://evil.example' } })
  expect(await client.closed).toBe(4401)
  expect(client.frames).toEqual([{ type: 'error', error: wireError('unauthorized') }])
})

test('[S1] nobody we know is sent away with 4401, whatever it says', async () => {
  const unknown: Record<string, string>[] = [
    {},
    { authorization: 'Bearer wrong' },
    { cookie: 'parley_session=wrong' },
  ]
  for (const headers of unknown) {
    const client = new ChannelClient(channel.url, { headers })
    client.socket.once('open', () => client.send('{"type":"ping","ref":"1"}'))
    expect(await client.closed).toBe(4401)
    expect(client.frames).toEqual([{ type: 'error', error: wireError('unauthorized') }])
  }
})

test('another version is sent away with 4400', async () => {
  const headers = { authorization: `Bearer ${channel.parley.token}` }
  for (const protocols of [['parley.v2'], []]) {
    const client = new ChannelClient(channel.url, { headers }, protocols)
    expect(await client.closed).toBe(4400)
    expect(client.frames).toEqual([{ type: 'error', error: wireError('unsupported-version') }])
  }
})

test('other paths and what is no WebSocket are refused, and the server goes on', async () => {
  for (const path of ['/', '//', '/channels', '/api/channel?x=/channel']) {
    expect(await statusOf(path)).toBe('HTTP/1.1 404 Not Found')
  }
  expect(await statusOf('/channel', 'Sec-WebSocket-Version: 99')).toBe('HTTP/1.1 400 Bad Request')
  await (await channel.client()).settled()
})

test('[S3] what breaks the WebSocket protocol closes that connection only, admitted or not', async () => {
  const other = await channel.client()
  for (const line of ['X-Nobody: known', `Authorization: Bearer ${channel.parley.token}`]) {
    const socket = upgrade('/channel', line)
    await once(socket, 'data')
    socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]))
    await once(socket.resume(), 'close')
  }
  await other.settled()
})

test('a server that stops says so', async () => {
  const client = await channel.client()
  const closing = channel.parley.server.close()
  expect(await client.closed).toBe(1001)
  await closing
  channel = await TestChannel.open()
})

/** Asks to upgrade by hand. */
function upgrade(path: string, line: string): Socket {
  const key = randomBytes(16).toString('base64')
  const lines = [
    `GET ${path} HTTP/1.1`,
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Protocol: parley.v1',
    `Sec-WebSocket-Key: ${key}`,
    line,
  ]
  if (!line.startsWith('Sec-WebSocket-Version')) lines.push('Sec-WebSocket-Version: 13')
  const socket = connect(Number(new URL(channel.url).port), '127.0.0.1')
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  return socket
}

async function statusOf(path: string, line = 'X-Any: thing'): Promise<string | undefined> {
  const [data] = (await once(upgrade(path, line), 'data')) as [Buffer]
  return data.toString().split('\r\n', 1)[0]
}
