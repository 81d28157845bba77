import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openServer } from './open-server.ts'
import type { TestServer } from './open-server.ts'

const BOT = fileURLToPath(new URL('../../client/examples/bot.ts', import.meta.url))

let parley: TestServer
let bot: ChildProcess | undefined

beforeEach(async () => {
  parley = await openServer()
})

afterEach(async () => {
  const ended = bot && once(bot, 'exit')
  bot?.kill()
  await ended
  await parley.server.close()
  expect(parley.faults).toEqual([])
})

async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  const response = await parley.request(path, { method: 'POST', body: JSON.stringify(body) })
  expect(response.status).toBe(201)
  return (await response.json()) as Answer
}

test('[A4, E1] an outside process with a token of its own joins a room, listens, and streams its answer', async () => {
  const agent = await post<{ id: string }>('/api/agents', { name: 'Echo', outside: true })
  const { token } = await post<{ token: string }>(`/api/agents/${agent.id}/tokens`, { name: 'bot' })
  const room = await parley.createRoom([agent.id], { replyMode: 'manual' })
  const watcher = await parley.watch(room)
  const env = { PATH: process.env['PATH'], PARLEY_URL: parley.server.url, PARLEY_TOKEN: token }
  bot = spawn(process.execPath, [BOT, room], { env, stdio: ['ignore', 'inherit', 'inherit'] })
  await watcher.present(agent.id)
  await parley.command(room, { type: 'post-message', text: 'is there any tea left' }, 'question')
  const end = await watcher.until(({ type }) => type === 'message-finished')
  expect(end).toMatchObject({ by: agent.id, data: { text: 'IS THERE ANY TEA LEFT ', status: 'complete' } })
  const types = watcher.events.filter(({ by }) => by === agent.id).map(({ type }) => type)
  expect(types.slice(0, 2)).toEqual(['message-started', 'message-appended'])
  const { timeline } = await parley.snapshot(room)
  expect(timeline.at(-1)).toMatchObject({ by: agent.id, replyTo: 'question' })
  watcher.close()
})
