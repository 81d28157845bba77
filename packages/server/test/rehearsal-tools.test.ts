import type { MemberId } from '@parley/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import { openMemoryStore } from '../src/index.ts'
import { configureTools } from '../src/tools/configure-tools.ts'
import { Toolbox } from '../src/tools/toolbox.ts'
import { openServer } from './open-server.ts'
import type { TestServer } from './open-server.ts'
import { ELON, STEVE, testTool, ToolRoom } from './tool-server.ts'

let server: TestServer | undefined
afterEach(async () => {
  await server?.server.close()
  expect(server?.faults ?? []).toEqual([])
  server = undefined
})

/** A first start without a key: nothing is set. */
async function freshStart(): Promise<TestServer> {
  const store = openMemoryStore()
  const toolbox = configureTools({}, store, () => undefined, { rehearse: true })
  server = await openServer({ store, toolbox })
  return server
}

async function startWith(...own: ReturnType<typeof testTool>[]): Promise<TestServer> {
  server = await openServer({ toolbox: new Toolbox({ own, defaults: own.map(({ name }) => name) }) })
  return server
}

async function roomIn(parley: TestServer, id: string): Promise<ToolRoom> {
  return new ToolRoom(parley, id, await parley.watch(id), false)
}

describe('[M2 M7] without a key, tools where a person asks for what they do', { timeout: 30_000 }, () => {
  test('a starter room is searched for what was said in it, and the answer says that it rehearses', async () => {
    const parley = await freshStart()
    const room = await roomIn(parley, 'r_starter-web-2030')
    await room.post('What did we say about postgres?')
    const finished = await room.nth('tool-finished')
    expect(room.of('tool-called')[0]?.data).toMatchObject({
      tool: 'room_search',
      arguments: '{"query":"postgres"}',
    })
    expect(finished.data).toMatchObject({ status: 'done', result: expect.stringContaining('calm postgres') })
    await room.nth('message-finished')
    const message = (await room.messages()).find(({ calls }) => calls !== undefined)
    expect(message?.text).toMatch(/(?:Paul Copplestone|I) said “and somewhere under all that magic.*rehears/s)
    expect(message?.text).not.toMatch(/[{}]/)
    expect(message?.calls).toMatchObject([{ tool: 'room_search', status: 'done' }])
  })

  test('in a room where agents speak when asked, it reads on where that is wanted', async () => {
    const parley = await freshStart()
    const room = await roomIn(parley, await parley.createRoom([STEVE], { replyMode: 'manual' }))
    await room.post('The violets go behind the shed.')
    await room.post('What did I say about violets, word for word?')
    await room.command({ type: 'request-turn', intent: 'ask' })
    await room.nth('turn-ended')
    const [message] = await room.messages(STEVE)
    expect(message?.calls?.map(({ tool, status }) => `${tool} ${status}`)).toEqual([
      'room_search done',
      'read_messages done',
    ])
    expect(message?.text).toContain('you said “The violets go behind the shed.”')
  })

  test('otherwise it plays as it does without tools, in one answer', async () => {
    const parley = await freshStart()
    const room = await roomIn(parley, await parley.createRoom([STEVE, ELON], { replyMode: 'autopilot' }))
    await room.post('Should I open a bakery?')
    await room.nth('turn-ended', 2)
    expect(room.of('tool-called')).toEqual([])
    expect(room.of('message-started')).toEqual([])
    expect(room.of('message-posted').some(({ data }) => data.turn !== undefined)).toBe(true)
  })

  test('[S5] a dangerous tool that is named waits for a person, and runs once approved', async () => {
    let ran = ''
    const danger = testTool('files__delete_file', async ({ of }) => (ran = `Deleted ${of}.`), {
      dangerous: true,
      server: 'files',
    })
    const parley = await startWith(danger)
    const room = await roomIn(parley, await parley.createRoom([STEVE], { replyMode: 'autopilot' }))
    await room.post('Steve, delete file notes.txt')
    const { data } = await room.nth('approval-requested')
    expect(ran).toBe('')
    await room.command({ type: 'give-approval', turn: data.turn, call: data.call, decision: 'approve' })
    await room.nth('turn-ended')
    expect(ran).toBe('Deleted notes.txt.')
    const [message] = await room.messages(STEVE)
    expect(message?.text).toMatch(/I called delete_file, and it told me: “Deleted notes\.txt\.” .*rehears/)
    expect(message?.calls).toMatchObject([
      { status: 'done', approval: { given: [{ by: expect.anything() }] } },
    ])
  })

  test('[S5] one that is declined is not run, and the answer says so', async () => {
    const danger = testTool('wipe', () => Promise.reject(new Error('ran')), { dangerous: true })
    const parley = await startWith(danger)
    const room = await roomIn(parley, await parley.createRoom([STEVE], { replyMode: 'autopilot' }))
    await room.post('Please wipe it')
    const { data } = await room.nth('approval-requested')
    await room.command({ type: 'give-approval', turn: data.turn, call: data.call, decision: 'decline' })
    await room.nth('turn-ended')
    expect((await room.messages(STEVE as MemberId))[0]?.text).toMatch(/this came back: “A person declined/)
  })

  test('the same seed gives the same calls and words', async () => {
    const told = async () => {
      const parley = await startWith(testTool('weather', async ({ of }) => `Sunny in ${of}.`))
      const room = await roomIn(parley, await parley.createRoom([STEVE], { replyMode: 'autopilot' }))
      await room.post('Use weather in Rome')
      await room.nth('turn-ended')
      const [message] = await room.messages(STEVE)
      await parley.server.close()
      return [message?.text, message?.calls?.map(({ arguments: given, result }) => [given, result])]
    }
    expect(await told()).toEqual(await told())
  })
})

test('[M2] only where agents rehearse, and only if nothing else is set, do they have tools by themselves', () => {
  const store = openMemoryStore()
  const defaults = (env: Record<string, string>, rehearse: boolean) =>
    configureTools(env, store, () => undefined, { rehearse }).defaults
  expect(defaults({}, true)).toEqual(['room_search', 'read_messages'])
  const mcp = JSON.stringify({ mcpServers: { it: { url: 'http://127.0.0.1:9' } } })
  expect(defaults({ PARLEY_MCP: mcp }, true)).toContain('it__*')
  expect(defaults({ PARLEY_TOOLS: '' }, true)).toEqual([])
  expect(defaults({}, false)).toEqual([])
})
