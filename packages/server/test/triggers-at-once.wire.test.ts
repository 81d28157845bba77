import type { CommandInput, MemberId } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import type { ChannelClient } from './channel-client.ts'
import { gate, ScriptedServer } from './scripted-server.ts'
import type { Script } from './scripted-server.ts'

const ADA = 'a_ada-lovelace' as MemberId
const SOCRATES = 'a_socrates' as MemberId
const CONNECTIONS = 10
const SENDINGS = 100

let server: ScriptedServer
afterEach(async () => expect(await server.close()).toEqual([]))

const ask = (...agents: MemberId[]): CommandInput => ({ type: 'request-turn', intent: 'ask', agents })

/** A room of both, with an own connection for each of so many people, all of whom may ask. */
async function openRoom(script: Script, people: number) {
  server = await ScriptedServer.open(script)
  const room = await server.room([ADA, SOCRATES], { replyMode: 'manual' })
  const clients: ChannelClient[] = []
  for (let index = 0; index < people; index += 1) {
    const { id, token } = await server.channel.person(`Person ${index}`)
    await room.command({ type: 'add-member', member: id })
    clients.push(await server.channel.client(token))
  }
  return { room, clients }
}

/** The words of every model call are unlike all others. */
function numbered(): Script {
  let words = 0
  return ({ self }) => ({ content: `Thought ${(words += 1)} of ${self}.` })
}

test('[D11] two agents triggered at the same instant both answer, in order, the second having seen the first', async () => {
  const { room, clients } = await openRoom(numbered(), 2)
  const agents = [SOCRATES, ADA]
  clients.forEach((client, index) => client.command(room.id, ask(agents[index] ?? ADA)))
  await room.nth('turn-ended', 2)
  const asked = room.watcher.events.flatMap((event) =>
    event.type === 'turn-requested' ? (event.data.agents ?? []) : [],
  )
  expect(asked.toSorted()).toEqual([ADA, SOCRATES])
  const said = await room.said()
  expect(said.map((line) => line.split(':')[0])).toEqual(asked)
  const [first = '', second = ''] = said.map((line) => line.slice(line.indexOf(' ') + 1))
  expect(server.calls.map(({ prompt }) => prompt.includes(first))).toEqual([false, true])
  expect(second).toContain('Thought 2')
  const spans = room.watcher.events.flatMap(({ type }) =>
    type === 'turn-queued' || type === 'turn-ended' ? [type] : [],
  )
  expect(spans, 'one turn after the other').toEqual([
    'turn-queued',
    'turn-ended',
    'turn-queued',
    'turn-ended',
  ])
  expect(room.outcomes()).toEqual(['spoke', 'spoke'])
})

describe('[C3 D11] the same trigger sent a hundred times at once', () => {
  /** As its sender's tabs and retries would: from ten connections of one person, and as ten requests. */
  async function sendAll(room: string, idOf: () => string): Promise<number[]> {
    const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => server.channel.client()))
    const overHttp = Array.from({ length: SENDINGS / 10 }, () =>
      server.channel.parley.command(room, ask(ADA), idOf()),
    )
    const each = (SENDINGS - overHttp.length) / CONNECTIONS
    for (let index = 0; index < each; index += 1)
      for (const client of clients) client.command(room, ask(ADA), idOf())
    const acked = clients.map(async (client) => {
      await client.acks(each)
      return client.frames.flatMap((frame) => (frame.type === 'ack' ? [frame.seq] : []))
    })
    const seqs = [await Promise.all(overHttp), ...(await Promise.all(acked))].flat()
    expect(seqs).toHaveLength(SENDINGS)
    return seqs
  }

  test('with one id is one event and runs once', async () => {
    const { room } = await openRoom(numbered(), 0)
    const id = randomUUID()
    expect(new Set(await sendAll(room.id, () => id)).size).toBe(1)
    await room.nth('turn-ended')
    await room.ask(SOCRATES)
    await room.nth('turn-ended', 2)
    expect(await room.said()).toEqual([
      `${ADA}: Thought 1 of ada-lovelace.`,
      `${SOCRATES}: Thought 2 of socrates.`,
    ])
    expect(room.watcher.events.filter(({ type }) => type === 'turn-requested')).toHaveLength(2)
  })

  test('[DIR-43] with a hundred ids is a hundred events and one wish: who is asked answers once', async () => {
    const { opened, open } = gate()
    const words = numbered()
    const { room } = await openRoom(async (call) => {
      await opened
      return words(call)
    }, 0)
    expect(new Set(await sendAll(room.id, randomUUID)).size).toBe(SENDINGS)
    expect((await room.head()).asked.map(({ member }) => member)).toEqual([ADA])
    open()
    await room.nth('turn-ended')
    await room.ask(SOCRATES)
    await room.nth('turn-ended', 2)
    expect(await room.said()).toEqual([
      `${ADA}: Thought 1 of ada-lovelace.`,
      `${SOCRATES}: Thought 2 of socrates.`,
    ])
  })
})
