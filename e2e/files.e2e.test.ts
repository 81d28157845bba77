import { beforeAll, expect, test } from 'vitest'
import { hostApp } from './hosted-app.ts'

/** A red image of 400 × 100. */
const BANNER = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100"><rect width="400" height="100" fill="red"/></svg>`

const { browser, page, errors } = await hostApp({ PARLEY_SEED: 'hello' })

beforeAll(async () => {
  await page.getByTestId('room-row').first().click()
  await page.getByTestId('composer').waitFor()
})

async function banner(): Promise<Buffer> {
  const drawing = await browser.newPage({ viewport: { width: 400, height: 100 } })
  await drawing.setContent(BANNER)
  const image = await drawing.screenshot()
  await drawing.close()
  return image
}

test('[R2 W3] files are chosen, taken back, and sent without a word; an image has its place before it is there', async () => {
  const buffer = await banner()
  await page.getByTestId('file-input').setInputFiles([
    { name: 'banner.png', mimeType: 'image/png', buffer },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Nine roses.') },
    { name: 'wrong.txt', mimeType: 'text/plain', buffer: Buffer.from('Oops.') },
  ])
  await page.getByRole('button', { name: 'Remove wrong.txt' }).click()
  await page.locator('[data-testid=upload][data-state=there]').nth(1).waitFor()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const image = page.getByTestId('image-file')
  await image.waitFor()
  expect(await image.getAttribute('width')).toBe('400')
  expect(await image.getAttribute('height')).toBe('100')
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(400)
  expect(await page.getByTestId('file-chip').innerText()).toMatch(/notes\.txt\s+11 bytes/)
  expect(await page.getByTestId('upload').count()).toBe(0)
})

test('[W3] files dragged anywhere over a room are awaited, and taken where they are dropped', async () => {
  const drag = (type: string, file: boolean) =>
    page.getByRole('log', { name: 'Messages', exact: true }).evaluate(
      (log, [name, withFile]) => {
        const transfer = new DataTransfer()
        if (withFile) transfer.items.add(new File(['dragged'], 'dragged.txt'))
        const event = new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: transfer })
        return !log.dispatchEvent(event)
      },
      [type, file] as const,
    )
  expect(await drag('dragover', false), 'words are no files').toBe(false)
  expect(await page.getByTestId('drop-hint').count()).toBe(0)
  expect(await drag('dragover', true)).toBe(true)
  await page.getByTestId('drop-hint').waitFor()
  expect(await drag('drop', true), 'else the browser would leave the page').toBe(true)
  await page.locator('[data-testid=upload][data-state=there]', { hasText: 'dragged.txt' }).waitFor()
  expect(await page.getByTestId('drop-hint').count()).toBe(0)
  await page.getByRole('button', { name: 'Remove dragged.txt' }).click()
})

test('[W3] a file can be dropped and pasted; one that fails says why', async () => {
  await page.getByTestId('composer').evaluate((field) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['dropped'], 'dropped.txt'))
    field.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }))
    const clipboard = new DataTransfer()
    clipboard.items.add(new File([], 'empty.txt'))
    field.dispatchEvent(
      new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: clipboard }),
    )
  })
  await page.locator('[data-testid=upload][data-state=there]', { hasText: 'dropped.txt' }).waitFor()
  await page.locator('[data-testid=upload][data-state=failed]', { hasText: 'The file is empty.' }).waitFor()
  expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Remove empty.txt' }).click()
  await page.getByTestId('composer').fill('Here it is.')
  await page.keyboard.press('Enter')
  const last = page.locator('[data-testid=message][data-own]', { hasText: 'Here it is.' })
  await last.waitFor()
  expect(await last.getByTestId('file-chip').innerText()).toContain('dropped.txt')
  expect(errors).toEqual([])
})

const text = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })
const there = () => page.locator('[data-testid=upload][data-state=there]')

test('[W3] a file is taken wherever it is dropped on the room, and nowhere opens in the place of the app', async () => {
  const drop = (selector: string) =>
    page.locator(selector).evaluate((target) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['dropped'], 'aside.txt'))
      const sent = ['dragover', 'drop'].map((type) => {
        const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer })
        target.dispatchEvent(event)
        return event.defaultPrevented
      })
      return sent.every(Boolean)
    })
  expect(await drop('.list-pane')).toBe(true)
  expect(await page.getByTestId('upload').count()).toBe(0)
  expect(await drop('.timeline')).toBe(true)
  await there().filter({ hasText: 'aside.txt' }).waitFor()
  await page.getByRole('button', { name: 'Remove aside.txt' }).click()
})

test('[W3] files stay with their draft: in another room, and while a message is edited', async () => {
  await page.getByTestId('file-input').setInputFiles(text('keep.txt'))
  await there().waitFor()
  await page.getByTestId('composer').press('ArrowUp')
  await page.getByTestId('message-editor').press('Escape')
  await there().filter({ hasText: 'keep.txt' }).waitFor()
  await page.getByTestId('room-row').nth(1).click()
  await there().waitFor({ state: 'detached' })
  await page.goBack()
  await there().filter({ hasText: 'keep.txt' }).waitFor()
  await page.getByRole('button', { name: 'Remove keep.txt' }).click()
})

test('[W3 S3] more files than a message holds, or Enter while one is on its way: the room says what is the matter', async () => {
  await page
    .getByTestId('file-input')
    .setInputFiles(Array.from({ length: 12 }, (_, index) => text(`${index}.txt`)))
  await page.getByText('A message holds 10 files: 2 files were left out.').waitFor()
  for (let index = 0; index < 10; index += 1)
    await page.getByRole('button', { name: `Remove ${index}.txt` }).click()
  let open = () => {}
  const gate = new Promise<void>((resolve) => (open = resolve))
  await page.route('**/attachments?*', (route) => gate.then(() => route.continue()))
  await page.getByTestId('file-input').setInputFiles(text('slow.txt'))
  await page.getByTestId('composer').press('Enter')
  await page.getByText('A file is still on its way.').waitFor()
  open()
  await page.getByText('A file is still on its way.').waitFor({ state: 'detached' })
  await page.unroute('**/attachments?*')
  await page.getByRole('button', { name: 'Remove slow.txt' }).click()
  expect(errors).toEqual([])
})

test('[R2 W2] a room is made with files as its first message, without a word', async () => {
  await page.getByRole('link', { name: 'New room' }).click()
  await page.getByRole('combobox').fill('Ada')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page
    .getByTestId('file-input')
    .setInputFiles([{ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('Nine roses.') }])
  await page.locator('[data-testid=upload][data-state=there]').waitFor()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.waitForURL(/\/r\//)
  const first = page.locator('[data-testid=message][data-own]', { hasText: 'plan.txt' })
  await first.waitFor()
  expect(await first.getByTestId('file-chip').innerText()).toMatch(/plan\.txt\s+11 bytes/)
  expect(errors).toEqual([])
})

test('[W1 W8] a large image is shown small, from its thumbnail, and its place is there before it', async () => {
  let show: () => void = () => undefined
  const shown = new Promise<void>((resolve) => (show = resolve))
  const asked: string[] = []
  await page.route('**/attachments/**', async (route) => {
    if (route.request().method() === 'GET') {
      asked.push(new URL(route.request().url()).pathname)
      await shown
    }
    await route.continue()
  })
  await page
    .getByTestId('file-input')
    .setInputFiles([{ name: 'noise.png', mimeType: 'image/png', buffer: await noise(1_600, 1_200) }])
  await page.locator('[data-testid=upload][data-state=there]').waitFor()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const image = page.getByRole('img', { name: 'noise.png' })
  await expect.poll(() => asked.length).toBe(1)
  expect(asked[0]).toMatch(/\/thumbnail$/)
  const place = () => image.evaluate((one: HTMLImageElement) => [one.offsetWidth, one.offsetHeight])
  expect(await place()).toEqual([480, 360])
  show()
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(960)
  expect(await place()).toEqual([480, 360])
  const original = await page.locator('a', { has: image }).getAttribute('href')
  expect(original).toMatch(/\/attachments\/[0-9a-f-]+$/)
  await page.unroute('**/attachments/**')
  expect(errors).toEqual([])
})

/** A heavy image, as a photo is. */
async function noise(width: number, height: number): Promise<Buffer> {
  const drawing = await browser.newPage()
  const base64 = await drawing.evaluate(
    ([w, h]) => {
      const canvas = document.createElement('canvas')
      canvas.width = w
      canvas.height = h
      const context = canvas.getContext('2d') as CanvasRenderingContext2D
      const picture = context.createImageData(w, h)
      let grain = 1
      for (let at = 0; at < picture.data.length; at += 4) {
        const shade = (at / 4 / w / h) * 200
        for (let colour = 0; colour < 3; colour += 1) {
          grain = Math.imul(grain, 1_664_525) + 1_013_904_223
          picture.data[at + colour] = shade + (grain >>> 29)
        }
        picture.data[at + 3] = 255
      }
      context.putImageData(picture, 0, 0)
      return canvas.toDataURL('image/png').split(',')[1] ?? ''
    },
    [width, height] as const,
  )
  await drawing.close()
  return Buffer.from(base64, 'base64')
}
