import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hostApp } from './hosted-app.ts'

const { server, page, errors, api, readLog } = await hostApp({ PARLEY_SEED: 'hello' })

test('[R2 W3] what is typed on while the room comes is not lost, and no second room is made', async () => {
  for (const typeOn of [
    () => page.waitForURL(/\/r\//).then(() => page.getByTestId('composer').fill('Two')),
    () => page.waitForURL(/\/r\//).then(() => page.keyboard.type('Two')),
    () => page.keyboard.type('Two'),
  ]) {
    await begin('Ada Lovelace')
    const before = await rooms()
    await page.keyboard.type('One')
    await page.keyboard.press('Enter')
    await typeOn()
    await page.keyboard.press('Enter')
    await page.keyboard.type('Thr')
    await sent('Two').waitFor()
    await page.keyboard.type('ee')
    expect(await page.getByTestId('composer').inputValue()).toBe('Three')
    expect(await own(page)).toEqual(['One', 'Two'])
    expect(await rooms()).toBe(before + 1)
    await page.getByTestId('composer').fill('')
  }
})

test('[R2 C3] without a connection the words are seen to be on their way, and arrive in their order', async () => {
  await begin('Ada Lovelace')
  await page.context().setOffline(true)
  await page.keyboard.type('First')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Second')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Third')
  const onItsWay = page.getByRole('list', { name: 'On its way' }).getByRole('listitem')
  await expect.poll(() => onItsWay.allTextContents()).toEqual(['First', 'Second'])
  await page.context().setOffline(false)
  await sent('Second').waitFor()
  const log = await readLog(page.url().split('/').at(-1) ?? '')
  const said = log.flatMap((event) => (event.type === 'message-posted' ? [event.data.text] : []))
  expect(said).toEqual(['First', 'Second'])
  expect(await page.getByTestId('composer').inputValue()).toBe('Third')
  await page.getByTestId('composer').fill('')
})

test('[R2 W3] a page that closes before its room is there leaves the words to the next', async () => {
  const other = await page.context().newPage()
  await begin('Ada Lovelace', other)
  await page.context().setOffline(true)
  await other.keyboard.type('Do not lose me')
  await other.keyboard.press('Enter')
  await other.getByRole('list', { name: 'On its way' }).waitFor()
  await other.keyboard.type('nor me')
  await other.close()
  await page.context().setOffline(false)
  await begin('Ada Lovelace')
  await expect.poll(() => page.getByTestId('composer').inputValue()).toBe('Do not lose me\nnor me')
  await page.getByTestId('composer').fill('')
})

test('[R2 W3] where the room cannot be made, the words are back with the reason', async () => {
  const { id } = await api<{ id: string }>('/api/agents', { name: 'Fleeting' })
  await begin('Fleeting')
  await page.evaluate((path) => fetch(path, { method: 'DELETE' }), `/api/agents/${id}`)
  await page.context().setOffline(true)
  for (const words of ['Are you there?', 'Or not?', 'Well?']) {
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
  }
  await page.context().setOffline(false)
  await page
    .getByRole('status')
    .filter({ hasText: /agent|not|gone/i })
    .first()
    .waitFor()
  expect(await page.getByTestId('composer').inputValue()).toBe('Are you there?\nOr not?\nWell?')
  expect(await page.getByRole('list', { name: 'On its way' }).count()).toBe(0)
  await page.getByTestId('composer').fill('')
})

test('[R2 W3] files sent while the room comes are in it, and those that were only added wait in its field', async () => {
  const window = await page.context().newPage()
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => (letGo = resolve))
  await window.routeWebSocket(/\/channel/, (socket) => {
    const real = socket.connectToServer()
    socket.onMessage(async (frame) => {
      if (String(frame).includes('"create-room"')) await held
      real.send(frame)
    })
  })
  await begin('Ada Lovelace', window)
  const attach = async (name: string) => {
    const buffer = Buffer.from('Nine roses.')
    await window.getByTestId('file-input').setInputFiles({ name, mimeType: 'text/plain', buffer })
    await window.locator('[data-testid=upload][data-state=there]', { hasText: name }).waitFor()
  }
  for (const name of ['first.txt', 'second.txt']) {
    await attach(name)
    await window.getByRole('button', { name: 'Send', exact: true }).click()
  }
  await attach('third.txt')
  const onItsWay = window.getByRole('list', { name: 'On its way' }).getByRole('listitem')
  expect(await onItsWay.allTextContents()).toEqual(['first.txt', 'second.txt'])
  expect(await window.getByRole('button', { name: 'Remove Ada Lovelace' }).count()).toBe(0)
  letGo()
  await window.waitForURL(/\/r\//)
  await window.locator('[data-testid=message][data-own][data-seq]').nth(1).waitFor()
  const log = await readLog(window.url().split('/').at(-1) ?? '')
  const files = log.flatMap((event) =>
    event.type === 'message-posted' ? [event.data.attachments ?? []] : [],
  )
  expect(files.map((few) => few.map(({ name }) => name))).toEqual([['first.txt'], ['second.txt']])
  expect(await window.getByTestId('upload').allInnerTexts()).toEqual([expect.stringContaining('third.txt')])
  await window.close()
})

test('nothing went wrong in the page meanwhile', () => {
  // The browser itself says what it asked for without a network.
  expect(errors.filter((error) => !error.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
})

/** A new room with nobody in it yet but this one, manual, and the focus where one writes. */
async function begin(name: string, window: Page = page): Promise<void> {
  await window.goto(`${server.url}/new`)
  await window.getByRole('combobox').fill(name)
  await window.getByRole('option').first().waitFor()
  await window.keyboard.press('Enter')
  await window.getByRole('radio', { name: 'Manual' }).check()
  await window.getByTestId('composer').focus()
}

function sent(text: string) {
  return page.locator('[data-testid=message][data-own][data-seq]', { hasText: text })
}

async function own(window: Page): Promise<(string | null)[]> {
  return window.locator('[data-testid=message][data-own] .bubble').allTextContents()
}

async function rooms(): Promise<number> {
  return (await api<{ rooms: unknown[] }>('/api/rooms')).rooms.length
}
