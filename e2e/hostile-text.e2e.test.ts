import { LLMock } from '@copilotkit/aimock'
import { afterAll, expect, test } from 'vitest'
import { launchBrowser, openApp, say } from './browser.ts'
import { ownerToken, startServer, temporaryData } from './server-process.ts'

const PAYLOADS = [
  '<img src=x onerror="window.hacked=1">',
  '<script>window.hacked=1</script>',
  '"><svg onload=window.hacked=1>',
  '[click](javascript:window.hacked=1)',
  '{{constructor.constructor("window.hacked=1")()}}',
]
const NAMES = ['Ann (work', 'B*b+ [x', '<img src=x onerror=window.hacked=1>', 'O\u2019Neil \\ "quoted"']

const data = await temporaryData()
const mock = await LLMock.create({ port: 0 })
afterAll(async () => {
  await mock.stop()
  await data.remove()
})

test('[S4 W4] a member name with ( or <img onerror>, and the same in messages and model output, is only ever text', async () => {
  // The model says each payload in turn, as whoever is first among the eligible.
  let calls = 0
  mock.on({ predicate: () => true }, (request) => {
    const speakers =
      [...JSON.stringify(request).matchAll(/\\*"speakers\\*":\s*\[([^\]]*)\]/g)].at(-1)?.[1] ?? ''
    const speaker = /[a-z0-9-]+/.exec(speakers)?.[0] ?? ''
    const message = PAYLOADS[(calls += 1) % PAYLOADS.length]
    return { toolCalls: [{ name: 'say', arguments: JSON.stringify({ speaker, message }) }] }
  })
  const server = await startServer(data.directory, {
    PARLEY_PACE: 'instant',
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: `${mock.url}/v1`,
  })
  const token = await ownerToken(data.directory)
  const post = async (path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${token}` }
    const response = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(response.ok).toBe(true)
    return (await response.json()) as { id: string }
  }
  const members: string[] = []
  for (const name of NAMES) members.push((await post('/api/agents', { name, personality: PAYLOADS[0] })).id)
  const title = '<b onclick=window.hacked=1>Hostile</b>'
  await post('/api/rooms/hostile/commands', { id: 'c1', command: { type: 'create-room', members, title } })

  const browser = await launchBrowser()
  try {
    const { page, errors } = await openApp(browser, server.signInUrl)
    await page.goto(`${server.url}/r/hostile`)
    // A name is matched as plain text: the one that is asked answers, brackets or not.
    await say(page, 'Ann (work, what do you think?')
    for (const payload of PAYLOADS) {
      await page.getByTestId('composer').fill(payload)
      await page.keyboard.press('Enter')
      await page
        .getByTestId('delivery')
        .getByText(/Delivered|Read/)
        .waitFor()
    }
    await page.getByTestId('silenced-line').waitFor({ timeout: 30_000 })
    const answers = page.locator('[data-testid=message][data-author-kind=agent]')
    expect(await answers.first().getAttribute('data-author')).toBe(members[0])
    expect(await answers.count()).toBeGreaterThanOrEqual(5)
    for (const payload of PAYLOADS) {
      // A link that may not be one leaves its words.
      const shown = payload.startsWith('[click]') ? 'click' : payload
      expect(await page.getByText(shown, { exact: true }).count(), payload).toBeGreaterThan(0)
    }
    expect(await page.getByRole('link', { name: 'click', exact: true }).count()).toBe(0)
    for (const name of NAMES) expect(await page.getByText(name).count()).toBeGreaterThan(0)
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false)
    expect(await page.locator('img[src=x], [onerror], [onload], [onclick]').count()).toBe(0)
    expect(errors).toEqual([])
  } finally {
    await browser.close()
    await server.stop()
  }
})
