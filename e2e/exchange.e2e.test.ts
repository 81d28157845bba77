import type { RoomExport } from '@parley/protocol'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { say } from './browser.ts'
import { hostApp } from './hosted-app.ts'

const MAIN = fileURLToPath(new URL('../packages/server/src/main.ts', import.meta.url))

const { data, server, page, errors } = await hostApp({ PARLEY_SEED: 'hello' })

const roomId = () => /\/r\/([\w-]+)/.exec(page.url())?.[1] ?? ''
const words = () => page.locator('[data-testid=message][data-seq]').allTextContents()

/** What is said in an export, without the places of its room. */
function said({ timeline }: RoomExport) {
  return timeline.map((item) =>
    item.kind === 'message' ? [item.by, item.at, item.text, item.status] : [item.by, item.at, item.line.type],
  )
}

async function saved(name: string): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name }).click()
  return text(await (await download).createReadStream())
}

async function parley(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env['PATH'], PARLEY_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, fault] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { output, fault, code: child.exitCode }
}

test('[R5] a room is forked at a message and goes its own way', async () => {
  await page.getByRole('link', { name: 'New room' }).click()
  await page.getByRole('combobox').fill('Ada')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: 'Manual' }).check()
  await page.getByTestId('composer').fill('One')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/r\//)
  await say(page, 'Two')
  await say(page, 'Three')
  const original = roomId()
  await page.getByTestId('message').filter({ hasText: 'Two' }).getByText('Two').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Fork from here' }).click()
  await page.waitForFunction((before) => !location.pathname.includes(before), original)
  await page.getByTestId('message').filter({ hasText: 'Two' }).waitFor()
  expect(await page.getByTestId('message').filter({ hasText: 'Three' }).count()).toBe(0)
  await say(page, 'Another three')
  await page.goto(`${server.url}/r/${original}`)
  await page.getByTestId('message').filter({ hasText: 'Three' }).waitFor()
  expect((await words()).some((line) => line.includes('Another'))).toBe(false)
})

test('[R5] what is exported can be imported again, in the app and by command, and is the same', async () => {
  const room = roomId()
  await page
    .getByRole('button', { name: /room details/i })
    .first()
    .click()
  await page.getByRole('dialog').waitFor()
  const file = await saved('Everything, to import again')
  expect(await saved('To read, as Markdown')).toMatch(/\*\*\w+\*\* · \d\d:\d\d\n\nTwo/)
  await page.keyboard.press('Escape')
  const byCommand = await parley('export', room)
  const exported = JSON.parse(byCommand.output) as RoomExport
  expect({ ...exported, exportedAt: 0 }).toEqual({ ...JSON.parse(file), exportedAt: 0 })

  await page.getByRole('link', { name: 'New room' }).click()
  await page
    .getByLabel('File to import')
    .setInputFiles({ name: 'room.json', mimeType: 'application/json', buffer: Buffer.from(file) })
  await page.waitForURL(/\/r\/r_/)
  await page.getByTestId('message').filter({ hasText: 'Three' }).waitFor()
  const again = await parley('export', roomId())
  expect(said(JSON.parse(again.output) as RoomExport)).toEqual(said(exported))

  const path = join(data, 'room.json')
  await writeFile(path, file)
  expect((await parley('import', path)).output).toBe(`1/1  was there  ${roomId()}  Ada Lovelace\n`)
  await writeFile(path, '{"no":1}')
  expect(await parley('import', path)).toMatchObject({
    code: 1,
    fault: expect.stringMatching(/^parley: This is neither/),
  })
  expect(await parley('export', 'nowhere')).toMatchObject({
    code: 1,
    fault: 'parley: No such room, or you are not a member of it.\n',
  })
  expect(errors).toEqual([])
})
