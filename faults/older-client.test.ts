import type { ServerFrame } from '@parley/protocol'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { TestChannel } from '../packages/server/test/open-channel.ts'

const FIXTURES = new URL('../packages/protocol/test/fixtures/', import.meta.url)

type Schema = Parameters<typeof z.fromJSONSchema>[0]
/** What a client of an earlier day sends, and the frames and events that it knows, by type. */
type OlderClient = {
  sends: Record<string, unknown>[]
  reads: { frames: Record<string, Schema>; events: Record<string, Schema> }
}

test.each(readdirSync(FIXTURES))(
  'a client of %s is served by this server, and can read all that it knows of',
  async (name) => {
    const older = JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8')) as OlderClient
    const channel = await TestChannel.open()
    const client = await channel.client()
    for (const frame of older.sends) {
      client.send(JSON.stringify(frame))
      // One at a time, so that what is refused has a name.
      await client.settled()
      await answered(client.frames, frame, () => client.settled())
    }
    const { frames } = client
    client.socket.terminate()
    expect(await channel.close()).toEqual([])

    const readers = schemas(older.reads.frames)
    const eventReaders = schemas(older.reads.events)
    const known = frames.filter(({ type }) => readers.has(type))
    for (const frame of known) {
      expect(readers.get(frame.type)?.safeParse(frame).error, JSON.stringify(frame)).toBeUndefined()
      // What it does not know it passes over, as the protocol says.
      for (const event of frame.type === 'events' ? frame.events : []) {
        expect(eventReaders.get(event.type)?.safeParse(event).error, JSON.stringify(event)).toBeUndefined()
      }
    }
    const types = new Set(known.map(({ type }) => type))
    expect([...types].toSorted()).toEqual(
      ['ack', 'attached', 'detached', 'events', 'hello', 'joined', 'pong'].filter((type) =>
        readers.has(type),
      ),
    )
  },
)

/** Waits for the answer to a frame, and refuses a refusal. */
async function answered(
  frames: readonly ServerFrame[],
  sent: Record<string, unknown>,
  settle: () => Promise<void>,
): Promise<void> {
  const isAnswer = (frame: ServerFrame) =>
    sent['type'] === 'command'
      ? 'id' in frame && frame.id === sent['id']
      : 'ref' in frame && frame.ref === sent['ref']
  while (!frames.some(isAnswer)) await settle()
  expect(frames.filter((frame) => frame.type === 'error' && isAnswer(frame))).toEqual([])
}

function schemas(known: Record<string, Schema>): Map<string, z.ZodType> {
  return new Map(Object.entries(known).map(([type, schema]) => [type, z.fromJSONSchema(schema)]))
}
