import type { Attachment } from '@parley/protocol'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openServer } from './open-server.ts'
import type { TestServer } from './open-server.ts'

let parley: TestServer
let directory: string
let room: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-deleted-'))
  parley = await openServer({ settings: { dataDirectory: directory } })
  room = await parley.createRoom(['a_steve-jobs'], { replyMode: 'manual' } as never)
})
afterEach(async () => {
  await parley.server.close()
  await rm(directory, { recursive: true, force: true })
  expect(parley.faults).toEqual([])
})

async function post(command: Record<string, unknown>): Promise<string> {
  await parley.command(room, { type: 'post-message', text: '', ...command } as never)
  return (await parley.log(room)).at(-1)?.id ?? ''
}

async function deleteAndEdit(message: string, text: string) {
  await parley.command(room, { type: 'delete-message', message } as never)
  await parley.command(room, { type: 'edit-message', message, text } as never)
  return (await parley.snapshot(room)).timeline.find(({ id }) => id === message)
}

test('[D14 R2] a deleted message comes back with its files, with or without words', async () => {
  const path = `/api/rooms/${room}/attachments?name=plan.txt`
  const file = (await (
    await parley.request(path, { method: 'POST', body: 'Nine roses.' })
  ).json()) as Attachment
  for (const text of ['', 'The plan']) {
    const message = await post({ text, attachments: [file.id] })
    const back = await deleteAndEdit(message, text)
    expect(back).toMatchObject({ text, attachments: [file] })
    expect(back).not.toHaveProperty('deleted')
    expect(back).not.toHaveProperty('editedAt')
  }
})

test('[D14] one that comes back with other words is edited, as one is that was before', async () => {
  const message = await post({ text: 'Helo' })
  expect(await deleteAndEdit(message, 'Hello')).toHaveProperty('editedAt')
  expect(await deleteAndEdit(message, 'Hello')).toMatchObject({ text: 'Hello', editedAt: expect.anything() })
})

test('[C3 W3] an answer is taken, though what it answers was deleted meanwhile; not one to nothing', async () => {
  const question = await post({ text: 'Beans?' })
  await parley.command(room, { type: 'delete-message', message: question } as never)
  await post({ text: 'Tomatoes.', replyTo: question })
  expect((await parley.snapshot(room)).timeline.at(-1)).toMatchObject({
    text: 'Tomatoes.',
    replyTo: question,
  })
  await expect(post({ text: 'What?', replyTo: 'nothing' })).rejects.toThrow()
})
