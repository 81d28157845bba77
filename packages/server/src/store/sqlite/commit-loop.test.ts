import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { RoomHead, RoomId } from '@parley/protocol'
import { newEvent, newRoomId, post, request } from '../../../test/store/requests.ts'
import type { AppendRequest } from '../store.ts'
import { createCalls } from './calls.ts'
import { CommitLoop } from './commit-loop.ts'
import { openDataFolder } from './data-folder.ts'
import type { Answer, CallName } from './messages.ts'
import { OpenRooms } from './open-rooms.ts'

/** The loop without its thread: a round at a time. */
function openLoop() {
  const directory = mkdtempSync(join(tmpdir(), 'parley-loop-'))
  const { database, close } = openDataFolder(directory)
  onTestFinished(() => {
    close()
    rmSync(directory, { recursive: true })
  })
  const rooms = new OpenRooms(database, 10)
  let answers: Answer[] = []
  const loop = new CommitLoop(database, rooms, createCalls(database, rooms), (given) =>
    answers.push(...given),
  )
  const round = (...asked: [CallName, ...unknown[]][]) => {
    answers = []
    loop.round(asked.map(([name, ...args], id) => ({ id, name, args })))
    return answers.map((answer) => ('failure' in answer ? answer.failure.code : answer.value))
  }
  return { database, loop, round }
}

const settings = {
  title: '',
  replyMode: 'manual',
  pace: 'instant',
  instructions: '',
  maxConsecutiveAgentMessages: 5,
} as const

function creation(): AppendRequest {
  return request(newRoomId(), newEvent('room-created', { ...settings, seed: 'seed' }))
}

const toPost = (room: RoomId, text: string): ['append', AppendRequest] => [
  'append',
  request(room, post(text)),
]

test('[S3] a full disk fails what is under way, half of nothing is stored, and the store goes on', () => {
  const { database, round } = openLoop()
  const created = creation()
  const { room } = created
  expect(round(['append', created], toPost(room, 'fits'))).toEqual([1, 2])
  const { page_count: pages } = database.prepare('PRAGMA page_count').get() as { page_count: number }
  database.exec(`PRAGMA max_page_count = ${pages + 1}`)
  const large = 'x'.repeat(16_000)
  const full = request(room, post(large), post(large))
  expect(round(['append', full], ['append', creation()], toPost(room, large))).toContain('disk-full')
  const [head] = round(['readHead', room]) as [RoomHead]
  expect(round(['readEvents', room, 0, 99])).toMatchObject([{ head: head.seq, events: { length: head.seq } }])

  database.exec('PRAGMA max_page_count = 1000000')
  expect(round(['append', full])).toEqual([head.seq + 1])
  expect(round(['readSnapshot', room, 99])).toMatchObject([
    { head: { seq: head.seq + 2 }, timeline: { length: head.seq + 1 } },
  ])
})

test('[C2] a commit that fails rejects all of its writes, and the heads are as before', () => {
  const { database, round } = openLoop()
  const created = creation()
  const { room } = created
  round(['append', created])
  // Constraints that are checked at the commit make it fail as late as a full disk does.
  database.exec('PRAGMA foreign_keys = ON')
  database.exec(`
    CREATE TABLE allowed (type TEXT PRIMARY KEY);
    CREATE TABLE checked (type TEXT REFERENCES allowed DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER late AFTER INSERT ON events WHEN new.data LIKE '%late%'
    BEGIN INSERT INTO checked VALUES (new.type); END;
  `)
  expect(round(toPost(room, 'beside'), toPost(room, 'late'), ['append', creation()])).toEqual([
    'failed',
    'failed',
    'failed',
  ])
  expect(round(['readHead', room])).toMatchObject([{ seq: 1 }])
  expect(round(toPost(room, 'again'))).toEqual([2])
})

test('[D15] settles wait for company unless they bring a room forward', () => {
  const { database, round, loop } = openLoop()
  const created = creation()
  const { room } = created
  round(['append', created])
  const saved = () => database.prepare('SELECT due_at FROM heads').get()?.['due_at']
  expect(saved()).toBe(1_000)
  round(['settle', room, 1, 9_000])
  expect(saved()).toBe(1_000)
  round(['settle', room, 1, 500])
  expect(saved()).toBe(500)
  round(['settle', room, 1, null])
  expect(saved()).toBe(500)
  loop.idle()
  expect(saved()).toBe(null)
})
