import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type { Seq } from '@parley/protocol'
import { ANN, append, createRoom, newEvent, post, queueTurn, request } from '../../../test/store/requests.ts'
import type { Store } from '../store.ts'
import { openSqliteStore } from './open-sqlite-store.ts'

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'parley-store-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  return directory
}

async function open(directory: string): Promise<Store> {
  const store = await openSqliteStore({ directory })
  onTestFinished(() => store.close())
  return store
}

test('[K1] what was stored is there when the store is opened again', async () => {
  const directory = await newDirectory()
  const first = await open(directory)
  const room = await createRoom(first)
  await append(first, room, post('hello'), queueTurn('turn'))
  await append(
    first,
    room,
    newEvent('room-changed', { title: 'Lunch' }),
    newEvent('member-removed', { member: ANN }),
  )
  const epoch = await first.claim(room)
  await first.settle(room, 7 as Seq, 5_000)
  const asked = first.append(request(room, post('just before the end')))
  const before = await first.readSnapshot(room, 50)
  await first.close()
  expect(await asked).toMatchObject({ status: 'appended' })

  const second = await open(directory)
  expect(await second.readSnapshot(room, 50)).toEqual(before)
  expect(await second.readDue(5_000)).toEqual([room])
  expect(await second.claim(room)).toBe(epoch + 1)
})

test('[K1] a settle that waits for company is saved at the end', async () => {
  const directory = await newDirectory()
  const first = await open(directory)
  const room = await createRoom(first)
  await first.settle(room, 3 as Seq, null)
  await first.close()
  expect(await (await open(directory)).readDue(1e12)).toEqual([])
})

test('[K1] a closed store refuses calls, and can be closed twice', async () => {
  const store = await open(await newDirectory())
  await store.close()
  await store.close()
  await expect(store.readDue(0)).rejects.toMatchObject({ code: 'closed', message: 'The store is closed.' })
})

test('[S3] a request that cannot be stored fails alone', async () => {
  const store = await open(await newDirectory())
  const room = await createRoom(store)
  const unwritable = (text: unknown) =>
    store.append(request(room, newEvent('message-posted', { text: text as string })))
  const results = await Promise.allSettled([
    store.append(request(room, post('before'))),
    unwritable(1n),
    store.append(request(room, post('after'))),
    unwritable(() => 'not even sent'),
    store.append(request(room, post('last'))),
  ])
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
  expect((await store.readSnapshot(room, 9))?.timeline.map(({ seq }) => seq)).toEqual([4, 5, 6])
})

test('[K1] a folder in use is refused with the pid of whoever has it', async () => {
  const directory = await newDirectory()
  await open(directory)
  await expect(openSqliteStore({ directory })).rejects.toMatchObject({
    code: 'in-use',
    message: expect.stringContaining(`is in use by another Parley process (pid ${process.pid})`),
  })
})

test('[D15] the lock of a killed process does not block the next one', async () => {
  const directory = await newDirectory()
  const creator = await openSqliteStore({ directory })
  const room = await createRoom(creator)
  await creator.close()
  const writer = fileURLToPath(new URL('../../../test/store/crash-writer.ts', import.meta.url))
  const other = spawn(process.execPath, [writer, directory, room, 'run'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(other.stdout, 'data')
  await expect(openSqliteStore({ directory })).rejects.toThrow(`another Parley process (pid ${other.pid})`)
  other.stdout.resume()
  other.kill('SIGKILL')
  await once(other, 'exit')
  expect(await (await open(directory)).readHead(room)).toMatchObject({ id: room })
})

test('[K3] a database of a newer version is left alone', async () => {
  const directory = await newDirectory()
  await (await openSqliteStore({ directory })).close()
  const database = new DatabaseSync(join(directory, 'parley.db'))
  database.exec('PRAGMA user_version = 1000')
  database.close()
  await expect(openSqliteStore({ directory })).rejects.toMatchObject({
    code: 'newer-version',
    message: expect.stringContaining('written by a newer Parley (schema 1000'),
  })
})

test('[S3] a folder that cannot be made and a file that is no database are named', async () => {
  const directory = await newDirectory()
  await writeFile(join(directory, 'file'), '')
  await expect(openSqliteStore({ directory: join(directory, 'file', 'data') })).rejects.toMatchObject({
    code: 'not-writable',
    message: expect.stringContaining(join(directory, 'file', 'data')),
  })
  await writeFile(
    join(directory, 'parley.db'),
    'This is not a database, but it is long enough to be looked at.'.repeat(20),
  )
  await expect(openSqliteStore({ directory })).rejects.toMatchObject({
    code: 'damaged',
    message: expect.stringContaining(directory),
  })
})
