import type { EventId, RoomId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { openWorkshop } from './workshop-api.ts'

const ROOM = 'kitchen' as RoomId
const MESSAGE = 'm1' as EventId

function workshopOf(answer: (path: string, body: unknown) => Response | Promise<Response>) {
  return openWorkshop({
    url: 'http://parley.test/',
    token: 'secret',
    fetch: async (url, init) => answer(String(url).replace('http://parley.test', ''), init?.body),
  })
}

test('[C3 R5] a fork that is tried again asks for the same room; the next one is another', async () => {
  const asked: string[] = []
  let isDown = true
  const workshop = workshopOf((_, body) => {
    asked.push((JSON.parse(String(body)) as { id: string }).id)
    if (isDown) throw new TypeError('network')
    return Response.json({ room: 'r', seq: 1 }, { status: 201 })
  })
  await expect(workshop.fork(ROOM, MESSAGE)).rejects.toMatchObject({ code: 'unavailable' })
  isDown = false
  expect(await workshop.fork(ROOM, MESSAGE)).toBe(asked[0])
  await workshop.fork(ROOM, MESSAGE)
  expect(asked[1]).toBe(asked[0])
  expect(asked[2]).not.toBe(asked[0])
})

test('[R5] an import tells of each conversation as it is done, however the answer is cut into pieces', async () => {
  const lines = [1, 2].map((number) => ({ number, of: 2, title: `Ümläut ${number}`, status: 'created' }))
  const bytes = new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const workshop = workshopOf(() => {
    const body = new ReadableStream({
      start: (pieces) => {
        for (const byte of bytes) pieces.enqueue(new Uint8Array([byte]))
        pieces.close()
      },
    })
    return new Response(body)
  })
  const told = []
  for await (const line of workshop.importRooms(new Blob(['{}']))) told.push(line)
  expect(told).toEqual(lines)
})

test('[A3] what the server refuses is thrown as its error', async () => {
  const error = { code: 'invalid-input', message: 'The picture is cut off.', retryable: false }
  const workshop = workshopOf(() => Response.json({ error }, { status: 400 }))
  await expect(workshop.importCard(new Blob(['x']))).rejects.toMatchObject(error)
})
