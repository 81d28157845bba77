import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type { RoomEvent, RoomId, Seq } from '@parley/protocol'
import { createRoom } from '../../../test/store/requests.ts'
import type { Store } from '../store.ts'
import { openSqliteStore } from './open-sqlite-store.ts'

const WRITER = fileURLToPath(new URL('../../../test/store/crash-writer.ts', import.meta.url))
const KILLS = 5

test(
  '[C2] every acknowledged append is there exactly once after kill -9, and the log is gapless',
  { timeout: 60_000 },
  async () => {
    const directory = await mkdtemp(join(tmpdir(), 'parley-crash-'))
    onTestFinished(() => rm(directory, { recursive: true }))
    const before = await openSqliteStore({ directory })
    const room = await createRoom(before)
    await before.close()

    const acknowledged: string[] = []
    for (let run = 0; run < KILLS; run += 1)
      acknowledged.push(...(await killedAfter(100 + 150 * run, directory, room, `run${run}`)))

    const store = await openSqliteStore({ directory })
    onTestFinished(() => store.close())
    const events = await readAll(store, room)
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
    const ids = events.map((event) => event.id as string)
    expect(new Set(ids).size).toBe(ids.length)
    const stored = new Set(ids)
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
    expect(acknowledged.length).toBeGreaterThan(KILLS * 100)
    expect((await store.readSnapshot(room, 1))?.timeline).toMatchObject([{ id: ids.at(-1) }])
  },
)

/** The ids that a writer had printed when it was killed, after `count` of them. */
async function killedAfter(count: number, directory: string, room: RoomId, run: string): Promise<string[]> {
  const writer = spawn(process.execPath, [WRITER, directory, room, run], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  for await (const chunk of writer.stdout) {
    printed += String(chunk)
    if (printed.split('\n').length > count) writer.kill('SIGKILL')
  }
  if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit')
  expect(writer.signalCode).toBe('SIGKILL')
  // A last line without its end was cut by the kill.
  return printed.split('\n').slice(0, -1)
}

async function readAll(store: Store, room: RoomId): Promise<RoomEvent[]> {
  const events: RoomEvent[] = []
  for (let after = 0 as Seq; ;) {
    const page = await store.readEvents(room, after, 500)
    if (page === undefined || page.to === after) return events
    events.push(...page.events)
    after = page.to
  }
}
