import { expect, test } from 'vitest'
import { TestChannel } from '../../test/open-channel.ts'

test('[C7] a reader that is stuck is closed with 4408 and resumes from its cursor; the others go on', async () => {
  const channel = await TestChannel.open()
  const room = await channel.peopleRoom()
  const [writer, reader, stuck] = [await channel.client(), await channel.client(), await channel.client()]
  await reader.attach(room, { after: 2 })
  await stuck.attach(room, { after: 2 })
  stuck.socket.pause()
  const text = 'x'.repeat(16_000)
  // Enough for the server's limit and for what the system buffers on both sides.
  const count = 2_000
  for (let index = 0; index < count; index += 50) {
    for (let next = 0; next < 50; next += 1) writer.post(room, text)
    await writer.acks(50)
  }
  await reader.until(() => reader.cursorOf(room) === count + 2)
  expect(reader.eventsOf(room)).toHaveLength(count)

  stuck.socket.resume()
  expect(await stuck.closed).toBe(4408)
  const cursor = stuck.cursorOf(room)
  expect(stuck.eventsOf(room)).toHaveLength(cursor - 2)
  expect(cursor).toBeLessThan(count + 2)

  const resumed = await channel.client()
  await resumed.attach(room, { after: cursor })
  await resumed.until(() => resumed.cursorOf(room) === count + 2)
  expect(resumed.eventsOf(room)).toHaveLength(count + 2 - cursor)
  expect(await channel.close()).toEqual([])
})
