import { randomUUID } from 'node:crypto'
import type { RoomEvent } from '@parley/protocol'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { DESKTOP, PHONE } from '../browser.ts'
import { host } from '../hosted-app.ts'
import type { Hosted } from '../hosted-app.ts'
import { watchAlerts } from './alerts.ts'

/** Where all chapters take place: one server, a desktop and a phone, and the room that the first chapter makes. */
export class World {
  readonly hosted: Hosted
  /** The owner, Robin, at a desk. */
  readonly desk: Page
  /** The guest, Mina, whose phone is at nothing before she opens her link. */
  readonly phone: Page
  /** What went wrong in either page. */
  readonly errors: string[]
  /** The room of Robin, Mina and three agents. */
  room = ''

  private constructor(hosted: Hosted, desk: Page, phone: Page, errors: string[]) {
    this.hosted = hosted
    this.desk = desk
    this.phone = phone
    this.errors = errors
  }

  static async begin(): Promise<World> {
    const hosted = await host({ PARLEY_SEED: 'journeys' })
    const errors: string[] = []
    const open = (options: BrowserContextOptions) => watched(hosted.browser, options, errors)
    const desk = await open({ viewport: DESKTOP, permissions: ['clipboard-read', 'clipboard-write'] })
    const phone = await open({ viewport: PHONE, hasTouch: true, isMobile: true })
    await desk.goto(hosted.server.signInUrl)
    await desk.getByTestId('room-row').first().waitFor()
    return new World(hosted, desk, phone, errors)
  }

  get both(): readonly [Page, Page] {
    return [this.desk, this.phone]
  }

  /** Everything of a type that is in the room's log, in its order. */
  async facts<Type extends RoomEvent['type']>(type: Type): Promise<(RoomEvent & { type: Type })[]> {
    const log = await this.hosted.readLog(this.room)
    return log.filter((event): event is RoomEvent & { type: Type } => event.type === type)
  }

  /** Something that the guest does in the room without touching the phone. */
  async asGuest(command: Record<string, unknown>): Promise<void> {
    const { url } = this.hosted.server
    const answer = await this.phone.request.post(`${url}/api/rooms/${this.room}/commands`, {
      headers: { origin: url },
      data: { id: randomUUID(), command },
    })
    if (!answer.ok()) throw new Error(`the guest was refused: ${await answer.text()}`)
  }

  /** Nobody is at work any more, as far as the log says. */
  async quiet(): Promise<void> {
    const stop = this.desk.getByRole('button', { name: 'Stop', exact: true })
    await stop.waitFor({ state: 'detached', timeout: 30_000 })
  }
}

/** What somebody sees of a message that is in the log. */
export function message(page: Page, text: string): Locator {
  return page.locator('[data-testid=message][data-seq]').filter({ hasText: text }).last()
}

/** What agents have said, as a page shows it. */
export function agentMessages(page: Page): Locator {
  return page.locator('[data-testid=message][data-author-kind=agent]')
}

/** Opens the menu of a message at a desk, and chooses. */
export async function choose(page: Page, of: Locator, action: string): Promise<void> {
  await of.locator('.bubble').click({ button: 'right' })
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}

/** The room's details: a dialog on a desktop, a drawer on a phone. */
export async function openDetails(page: Page): Promise<Locator> {
  await page
    .getByRole('button', { name: /room details/i })
    .filter({ visible: true })
    .first()
    .click()
  const details = page.getByRole('dialog')
  await details.waitFor()
  return details
}

export async function closeDetails(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).first().click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

async function watched(browser: Browser, options: BrowserContextOptions, errors: string[]): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => errors.push(String(error)))
  await watchAlerts(page)
  return page
}
