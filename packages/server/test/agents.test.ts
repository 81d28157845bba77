import type {
  Agent,
  AgentTestAnswer,
  ImportedCard,
  ModelList,
  ModelTestAnswer,
  NewPicture,
  WireError,
} from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gradientPicture, withTexts, writeChunks } from '../src/cards/png.ts'
import { configureModels } from '../src/models/index.ts'
import { openServer } from './open-server.ts'
import type { TestServer } from './open-server.ts'

let parley: TestServer
beforeAll(async () => {
  parley = await openServer()
})
afterAll(async () => {
  await parley.server.close()
  expect(parley.faults).toEqual([])
})

const ask = async <Body>(method: string, path: string, body?: unknown) => {
  const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
  const response = await parley.request(path, init)
  const text = await response.text()
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Body }
}
const upload = async <Body>(path: string, bytes: Uint8Array | string) => {
  const body = typeof bytes === 'string' ? bytes : new Uint8Array(bytes)
  const response = await parley.request(path, { method: 'POST', body })
  return { status: response.status, body: (await response.json()) as Body & { error?: WireError } }
}
const make = async (profile: object) => (await ask<Agent>('POST', '/api/agents', profile)).body
const listed = async (id: string) =>
  (await ask<{ agents: Agent[] }>('GET', '/api/agents')).body.agents.find((agent) => agent.id === id)

describe('[A1] agents of the workspace', () => {
  test('an edit reaches the rooms, and null takes a part away', async () => {
    const agent = await make({ name: 'Kim', colors: ['#112233', '#445566'], tools: ['web_fetch'] })
    const room = await parley.createRoom([agent.id], { replyMode: 'manual' } as never)
    const { body } = await upload<NewPicture>(
      '/api/pictures',
      writeChunks(gradientPicture('#000000', '#ffffff', 4)),
    )
    await ask('PATCH', `/api/agents/${agent.id}`, {
      name: 'Kim Ri',
      picture: body.picture,
      talkativeness: 0.1,
    })
    const member = (await parley.snapshot(room)).head.members.find(({ id }) => id === agent.id)
    expect(member).toMatchObject({
      name: 'Kim Ri',
      picture: body.picture,
      talkativeness: 0.1,
      role: 'member',
    })
    const cleared = await ask<Agent>('PATCH', `/api/agents/${agent.id}`, { picture: null, tools: null })
    expect(cleared.body).toEqual({ ...(await listed(agent.id)) })
    expect(cleared.body).not.toHaveProperty('picture')
    expect(cleared.body).not.toHaveProperty('tools')
    expect(cleared.body.colors).toEqual(['#112233', '#445566'])
    expect((await ask('PATCH', `/api/agents/${agent.id}`, { name: null })).status).toBe(400)
  })

  test('one that was deleted comes back, into its rooms, once', async () => {
    const agent = await make({ name: 'Lost' })
    const [stays, goes] = await Promise.all(
      [1, 2].map(() => parley.createRoom([agent.id], { replyMode: 'manual' } as never)),
    )
    await ask('DELETE', `/api/agents/${agent.id}`)
    await parley.command(goes ?? '', { type: 'delete-room' })
    expect(await listed(agent.id)).toBeUndefined()
    expect((await ask<Agent>('POST', `/api/agents/${agent.id}/restore`)).body).toEqual(agent)
    expect(await listed(agent.id)).toEqual(agent)
    const members = (await parley.snapshot(stays ?? '')).head.members.map(({ id }) => id)
    expect(members).toContain(agent.id)
    expect((await ask('POST', `/api/agents/${agent.id}/restore`)).status).toBe(404)
  })

  test('a starter agent becomes what it was at first; another one has no such thing', async () => {
    const original = await listed('a_socrates')
    await ask('PATCH', '/api/agents/a_socrates', { name: 'Sock', personality: 'Loud.' })
    expect((await ask<Agent>('POST', '/api/agents/a_socrates/reset')).body).toEqual(original)
    const own = await make({ name: 'Own' })
    expect((await ask('POST', `/api/agents/${own.id}/reset`)).status).toBe(422)
  })

  test('one is tried out without a trace', async () => {
    const before = await ask('GET', '/api/rooms')
    const profile = { name: 'Nobody yet', personality: 'Short.' }
    const said = [{ by: 'person', text: 'Who are you?' }]
    const { body } = await ask<AgentTestAnswer>('POST', '/api/agents/test', { profile, said })
    expect(body).toMatchObject({ rehearsal: true, text: expect.stringMatching(/\w/) })
    const unknown = await ask<AgentTestAnswer>('POST', '/api/agents/test', {
      profile: { ...profile, model: 'openai:gpt-6' },
      said,
    })
    expect(unknown.body.failure).toMatchObject({
      code: 'model-not-found',
      message: expect.stringMatching(/OPENAI_API_KEY/),
    })
    expect((await ask('POST', '/api/agents/test', { profile, said: [] })).status).toBe(400)
    expect(await ask('GET', '/api/rooms')).toEqual(before)
    expect(
      (await ask<{ agents: Agent[] }>('GET', '/api/agents')).body.agents.map(({ name }) => name),
    ).not.toContain('Nobody yet')
  })

  test('[D13] trying one out stays within the budget of the workspace', async () => {
    let asked = 0
    const models = await configureModels(
      { OPENAI_API_KEY: 'sk-secret', OPENAI_BASE_URL: 'http://openai.test/v1', OLLAMA_HOST: '' },
      {
        fetch: async () => {
          asked += 1
          return new Response('{}', { status: 500 })
        },
      },
    )
    const poor = await openServer({ models, settings: { budget: { tokens: 10 } } })
    const body = JSON.stringify({ profile: { name: 'Kim' }, said: [{ by: 'person', text: 'Hi' }] })
    const response = await poor.request('/api/agents/test', { method: 'POST', body })
    expect(((await response.json()) as AgentTestAnswer).failure?.code).toBe('budget-reached')
    expect(asked).toBe(0)
    await poor.server.close()
  })

  test('[A3] its first message opens a room where that is asked for', async () => {
    const agent = await make({ name: 'Host', firstMessage: 'Come in, {{user}}.' })
    const greeted = await parley.createRoom([agent.id], { greeter: agent.id } as never)
    expect((await parley.snapshot(greeted)).timeline).toMatchObject([
      { by: agent.id, text: 'Come in, Robin.' },
    ])
    const plain = await parley.createRoom([agent.id])
    expect((await parley.snapshot(plain)).timeline).toEqual([])
    await expect(parley.createRoom([agent.id], { greeter: 'a_socrates' } as never)).rejects.toThrow(
      'member-not-found',
    )
  })
})

describe('[A1 S4] pictures', () => {
  test('only PNGs of a moderate size, without what else was in the file', async () => {
    const chunks = gradientPicture('#ff0000', '#0000ff', 8)
    const { body } = await upload<NewPicture>(
      '/api/pictures',
      withTexts(chunks, new Map([['Comment', 'at home']])),
    )
    const response = await parley.request(`/api/pictures/${body.picture}`)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(Buffer.from(await response.arrayBuffer())).toEqual(writeChunks(chunks))
    const wide = Buffer.from(chunks[0]?.data ?? [])
    wide.writeUInt32BE(60_000, 0)
    const bad = [
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      writeChunks([{ type: 'IHDR', data: wide }, ...chunks.slice(1)]),
      Buffer.alloc(2_000_000),
    ]
    for (const bytes of bad) expect((await upload('/api/pictures', bytes)).status).toBeGreaterThanOrEqual(400)
    expect((await parley.request('/api/pictures/..%2F..')).status).toBe(404)
    expect((await fetch(`${parley.server.url}/api/pictures/${body.picture}`)).status).toBe(401)
  })
})

describe('[A3] character cards over HTTP', () => {
  const text = JSON.stringify({
    spec: 'chara_card_v3',
    spec_version: '3.0',
    data: {
      name: 'Io',
      description: 'A moon.',
      character_book: { entries: [{ keys: ['x'] }] },
      odd: { deep: [1] },
    },
  })

  test('in as JSON, out letter by letter; after an edit only that field differs', async () => {
    const { status, body } = await upload<ImportedCard>('/api/agents/import', text)
    expect([status, body.spec, body.agent.name]).toEqual([201, 'v3', 'Io'])
    const card = async (format: string) =>
      parley.request(`/api/agents/${body.agent.id}/card?format=${format}`)
    expect(await (await card('json')).text()).toBe(text)
    for (const format of ['png', 'charx']) {
      const again = await upload<ImportedCard>(
        '/api/agents/import',
        new Uint8Array(await (await card(format)).arrayBuffer()),
      )
      const out = await parley.request(`/api/agents/${again.body.agent.id}/card`)
      expect(await out.text()).toBe(text)
    }
    await ask('PATCH', `/api/agents/${body.agent.id}`, { bio: 'Edited.' })
    const edited = JSON.parse(text) as { data: object }
    edited.data = { ...edited.data, creator_notes: 'Edited.' }
    expect(await (await card('json')).json()).toEqual(edited)
  })

  test('a picture comes along, and leaves again', async () => {
    const chunks = gradientPicture('#123456', '#654321', 16)
    const png = withTexts(chunks, new Map([['ccv3', Buffer.from(text).toString('base64')]]))
    const { body } = await upload<ImportedCard>('/api/agents/import', png)
    const picture = await parley.request(`/api/pictures/${body.agent.picture}`)
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(writeChunks(chunks))
  })

  test.each([
    ['cut off', text.slice(0, 40), 400],
    ['nothing', '', 400],
    ['too large', Buffer.alloc(17 * 1024 * 1024), 413],
  ])('[S4] %s: a clear error, and nothing is stored', async (_, bytes, status) => {
    const before = await ask('GET', '/api/agents')
    const answer = await upload('/api/agents/import', bytes)
    expect(answer.status).toBe(status)
    expect(answer.body.error?.message).toMatch(/\w.+\.$/)
    expect(await ask('GET', '/api/agents')).toEqual(before)
  })
})

describe('[M1] the models that can be chosen', () => {
  test('each provider with its own list; one that fails is told in words and keeps nobody else', async () => {
    let asked = 0
    const lists: Record<string, unknown> = {
      openai: { data: [{ id: 'gpt-6-astra' }, { id: 'gpt-6-mini' }] },
      anthropic: { data: [{ id: 'claude-haiku-5-5', display_name: 'Haiku' }], has_more: false },
      google: { models: [{ name: 'models/gemini-4-hydrogen' }] },
      ollama: { models: [{ name: 'llama3:latest' }] },
    }
    const models = await configureModels(
      {
        OPENAI_API_KEY: 'sk-secret',
        OPENAI_BASE_URL: 'http://openai.test/v1',
        ANTHROPIC_API_KEY: 'sk-secret',
        ANTHROPIC_BASE_URL: 'http://anthropic.test/v1',
        GOOGLE_GENERATIVE_AI_API_KEY: 'sk-secret',
        GOOGLE_GENERATIVE_AI_BASE_URL: 'http://google.test/v1beta',
        OPENROUTER_API_KEY: 'sk-secret',
        OPENROUTER_BASE_URL: 'http://openrouter.test/v1',
        OLLAMA_HOST: 'http://ollama.test',
      },
      {
        fetch: async (url) => {
          const { hostname } = new URL(String(url))
          asked += 1
          if (hostname === 'openrouter.test') return new Response('sk-secret is wrong', { status: 401 })
          return Response.json(lists[hostname.replace('.test', '')])
        },
      },
    )
    const other = await openServer({ models })
    const read = async () => (await (await other.request('/api/models')).json()) as ModelList
    const list = await read()
    expect(list.default).toBe('openai:gpt-6-astra')
    const brief = list.providers.map(({ id, keyless, models: found }) => [id, keyless, ...found])
    expect(brief).toEqual([
      ['openai', false, 'openai:gpt-6-astra', 'openai:gpt-6-mini'],
      ['anthropic', false, 'anthropic:claude-haiku-5-5'],
      ['google', false, 'google:gemini-4-hydrogen'],
      ['openrouter', false, 'openrouter:openrouter/auto'],
      ['ollama', true, 'ollama:llama3:latest'],
      ['rehearsal', true, expect.stringMatching(/^rehearsal:/)],
    ])
    expect(list.providers.map(({ hasKey }) => hasKey)).toEqual([true, true, true, true, false, false])
    expect(list.providers[0]).toMatchObject({ defaultModel: 'openai:gpt-6-astra' })
    const problem = list.providers.find(({ id }) => id === 'openrouter')?.problem
    expect(problem).toBe('OpenRouter did not list its models. Type the name of one.')
    expect(JSON.stringify(list)).not.toContain('secret')
    const before = asked
    await read()
    expect(asked, 'lists are kept for a while').toBe(before)
    await other.server.close()
  })
})

describe('[M1 M8] whether a model answers', () => {
  const answerOf = (server: TestServer, model: string, token = server.token) =>
    server.request('/api/models/test', {
      method: 'POST',
      body: JSON.stringify({ model }),
      headers: { authorization: `Bearer ${token}` },
    })
  const answering = (answer: () => Response) =>
    configureModels(
      { OPENAI_API_KEY: 'sk-secret', OPENAI_BASE_URL: 'http://openai.test/v1', OLLAMA_HOST: '' },
      { fetch: async () => answer() },
    )

  test('the rehearsal does, at no cost; a model that is not configured says what is missing', async () => {
    const other = await openServer()
    const well = (await (await answerOf(other, 'rehearsal:improv')).json()) as ModelTestAnswer
    expect(well).toMatchObject({ ok: true, rehearsal: true, usage: { costUsd: 0 } })
    const unknown = (await (await answerOf(other, 'openai:gpt-6')).json()) as ModelTestAnswer
    expect(unknown).toMatchObject({
      ok: false,
      failure: { code: 'model-not-found', message: expect.stringMatching(/OPENAI_API_KEY/) },
    })
    expect((await answerOf(other, ' ')).status).toBe(400)
    await other.server.close()
  })

  test('[S4] a key that is refused is told in words that do not tell it', async () => {
    const models = await answering(() =>
      Response.json({ error: { message: 'sk-secret is bad' } }, { status: 401 }),
    )
    const other = await openServer({ models })
    const text = await (await answerOf(other, 'openai:gpt-6-astra')).text()
    expect(JSON.parse(text)).toMatchObject({
      ok: false,
      failure: {
        code: 'provider-unauthorized',
        message:
          "The model could not answer: OpenAI did not accept the key. Check it in the server's settings.",
      },
    })
    expect(text).not.toContain('secret')
    await other.server.close()
  })

  test('[D13] within the budget of the workspace', async () => {
    let asked = 0
    const models = await answering(() => {
      asked += 1
      return new Response('{}', { status: 500 })
    })
    const poor = await openServer({ models, settings: { budget: { tokens: 10 } } })
    const answer = (await (await answerOf(poor, 'openai:gpt-6-astra')).json()) as ModelTestAnswer
    expect(answer.failure?.code).toBe('budget-reached')
    expect(asked).toBe(0)
    await poor.server.close()
  })

  test('[S3] not more often than a person would, and only by who may manage', async () => {
    const other = await openServer({ now: () => 1_000_000 })
    const statuses: number[] = []
    for (let number = 0; number < 9; number += 1)
      statuses.push((await answerOf(other, 'rehearsal:improv')).status)
    expect(statuses).toEqual([...Array(8).fill(200), 429])
    const reader = await other.request('/api/tokens', {
      method: 'POST',
      body: JSON.stringify({ scopes: ['read', 'write'] }),
    })
    const { token } = (await reader.json()) as { token: string }
    expect((await answerOf(other, 'rehearsal:improv', token)).status).toBe(403)
    await other.server.close()
  })
})
