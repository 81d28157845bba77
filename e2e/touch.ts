import type { Locator, Page } from 'playwright-core'

/** A finger that goes sideways over an element; `held` while it is still down. */
export async function swipe(
  page: Page,
  target: Locator,
  byPx: number,
  held?: () => Promise<void>,
): Promise<void> {
  const box = await target.boundingBox()
  if (box === null) throw new Error('there is nothing to swipe')
  const session = await page.context().newCDPSession(page)
  const y = box.y + box.height / 2
  const from = byPx < 0 ? box.x + box.width - 20 : box.x + 20
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y }] })
  await touch('touchStart', from)
  for (let step = 1; step <= 8; step += 1) await touch('touchMove', from + (byPx * step) / 8)
  // It comes to rest before it lets go: after a fling the next tap would only stop what glides.
  for (let frame = 0; frame < (held ? 0 : 6); frame += 1) {
    await page.evaluate(() => new Promise(requestAnimationFrame))
    await touch('touchMove', from + byPx)
  }
  await held?.()
  await touch('touchEnd')
  await session.detach()
}

/** A finger that stays, until `shown` is there. */
export async function press(page: Page, target: Locator, shown: Locator): Promise<void> {
  const box = await target.boundingBox()
  if (box === null) throw new Error('there is nothing to press')
  const session = await page.context().newCDPSession(page)
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
  await shown.waitFor()
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await session.detach()
}
