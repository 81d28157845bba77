import { expect, test } from 'vitest'
import { webSearch } from './web-search.ts'

const result = { title: 'Roses', url: 'https://example.org/roses' }
const context = { room: 'r' as never, person: undefined, signal: new AbortController().signal }

/** A service that answers everything alike, and what it was asked. */
function service(answer: unknown, status = 200) {
  const asked: Request[] = []
  const fetch = async (input: string | URL | Request) => {
    asked.push(input as Request)
    return new Response(JSON.stringify(answer), { status })
  }
  return { asked, fetch: fetch as typeof globalThis.fetch }
}

test.each([
  [
    { SEARXNG_URL: 'http://searx.lan:8888/' },
    { results: [{ ...result, content: 'Red.' }] },
    'http://searx.lan:8888/search?q=red+roses&format=json',
  ],
  [
    { BRAVE_SEARCH_API_KEY: 'k' },
    { web: { results: [{ ...result, description: 'Red.' }] } },
    'https://api.search.brave.com/res/v1/web/search?q=red+roses',
  ],
  [{ TAVILY_API_KEY: 'k' }, { results: [{ ...result, content: 'Red.' }] }, 'https://api.tavily.com/search'],
])('[M7] the web is searched with the service that is configured: %j', async (env, answer, url) => {
  const { asked, fetch } = service(answer)
  expect(await webSearch(env, fetch)?.run({ query: 'red roses' }, context)).toBe(
    'Roses\nhttps://example.org/roses\nRed.',
  )
  expect(asked.map((request) => request.url)).toEqual([url])
})

test('[M7] without a service there is no such tool', () => {
  expect(webSearch({})).toBeUndefined()
  expect(webSearch({ TAVILY_API_KEY: ' ' })).toBeUndefined()
})

test('[M7 S4] what goes wrong is said without the key', async () => {
  const tool = webSearch(
    { TAVILY_API_KEY: 'sk-secret' },
    service({ detail: 'sk-secret is wrong' }, 401).fetch,
  )
  await expect(tool?.run({ query: 'x' }, context)).rejects.toThrow(
    'The search service answered with status 401.',
  )
  const refusing = webSearch({ TAVILY_API_KEY: 'sk-secret' }, () => Promise.reject(new Error('sk-secret')))
  await expect(refusing?.run({ query: 'x' }, context)).rejects.toThrow('could not be reached')
  await expect(tool?.run({ query: '' }, context)).rejects.toMatchObject({ name: 'ToolError' })
  expect(
    await webSearch({ TAVILY_API_KEY: 'k' }, service('nonsense').fetch)?.run({ query: 'x' }, context),
  ).toBe('Nothing was found.')
})
