import type { BrowserContextOptions, Page } from 'playwright-core'
import { DESKTOP, PHONE } from '../browser.ts'
import { ROOM } from './stage.ts'
import type { Stage } from './stage.ts'

export type Size = 'desktop' | 'phone'
export type Screen = {
  name: string
  /** Absent: both. */
  only?: Size
  /** Seen by somebody who is not signed in. */
  stranger?: true
  open: (page: Page, stage: Stage) => Promise<void>
}

export const SIZES: Record<Size, BrowserContextOptions> = {
  desktop: { viewport: DESKTOP },
  phone: { viewport: PHONE, hasTouch: true, isMobile: true },
}

/** Every screen of the app, each opened from nothing. */
export const SCREENS: readonly Screen[] = [
  {
    name: 'signed-out',
    stranger: true,
    open: (page, stage) => go(page, stage, '/').then(() => heading(page)),
  },
  {
    name: 'invitation',
    stranger: true,
    open: (page, { invitation }) => visit(page, invitation).then(() => heading(page)),
  },
  { name: 'list', open: (page, stage) => list(page, stage) },
  { name: 'room', open: (page, stage) => room(page, stage) },
  {
    name: 'message-menu',
    open: async (page, stage) => {
      await room(page, stage)
      await page.locator('[data-testid=message][data-id="said-6"]').focus()
      await page.keyboard.press('r')
      await page.getByRole('menuitem').first().waitFor()
    },
  },
  {
    name: 'details',
    open: async (page, stage) => {
      await go(page, stage, `/r/${ROOM}?details=true`)
      await page.getByRole('dialog').waitFor()
      await page.locator('.hljs-keyword').first().waitFor({ state: 'attached' })
    },
  },
  {
    name: 'use-and-cost',
    open: async (page, stage) => {
      await go(page, stage, `/r/${ROOM}?details=true`)
      const use = page.getByRole('region', { name: 'Use and cost' })
      await use.getByText('By agent and model').click()
      // Nothing that is pressed lies half below the head of the sheet.
      await use.evaluate((section) => section.scrollIntoView({ block: 'center' }))
    },
  },
  {
    name: 'message-facts',
    open: async (page, stage) => {
      await room(page, stage)
      await page.locator('[data-testid=message][data-id="said-6"]').focus()
      await page.keyboard.press('r')
      // By the keyboard: a click scrolls the conversation where something lies over the button for a moment.
      await page.locator('[data-action=why]').press('Enter')
      await page.getByTestId('facts').waitFor()
    },
  },
  {
    name: 'agent',
    open: async (page, stage) => {
      await go(page, stage, '/agents/a_ada-lovelace')
      await page.getByLabel('Personality').waitFor()
    },
  },
  {
    name: 'agent-tools',
    open: async (page, stage) => {
      await go(page, stage, '/agents/a_ada-lovelace')
      const tools = page.getByRole('region', { name: 'Tools' })
      await tools.getByRole('button', { name: 'Choose' }).click()
      await tools.getByRole('switch', { name: 'room_search' }).click()
      // Away from the bar of changes, and nothing that is pressed lies half below it.
      await tools.evaluate((section) => section.scrollIntoView({ block: 'center' }))
    },
  },
  {
    name: 'new-room',
    open: async (page, stage) => {
      await go(page, stage, '/new')
      await page.getByRole('combobox').first().fill('a')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'settings',
    open: async (page, stage) => {
      await go(page, stage, '/settings')
      await page.getByTestId('used-tokens').waitFor()
    },
  },
  {
    name: 'agents',
    open: (page, stage) =>
      go(page, stage, '/agents').then(() => page.getByText('Mathematician, 1843').waitFor()),
  },
  {
    name: 'new-agent',
    open: (page, stage) =>
      go(page, stage, '/agents/new').then(() => page.getByLabel('Personality').waitFor()),
  },
  {
    name: 'welcome',
    open: (page, stage) =>
      go(page, stage, '/welcome').then(() => page.getByRole('button', { name: 'Next' }).waitFor()),
  },
  {
    name: 'missing',
    open: (page, stage) =>
      go(page, stage, '/r/nowhere').then(() => page.getByTestId('missing-room').waitFor()),
  },
  {
    name: 'room-menu',
    only: 'desktop',
    open: async (page, stage) => {
      await list(page, stage)
      await page.locator(`[data-room=${ROOM}]`).click({ button: 'right' })
      await page.getByRole('menuitem').first().waitFor()
    },
  },
  {
    name: 'search',
    open: async (page, stage) => {
      await list(page, stage)
      await page.locator('[data-shortcut=search]').fill('soup')
      await page.getByText('hardly matters').first().waitFor()
    },
  },
  {
    name: 'shortcuts',
    only: 'desktop',
    open: async (page, stage) => {
      await list(page, stage)
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'palette',
    only: 'desktop',
    open: async (page, stage) => {
      await list(page, stage)
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('dialog').waitFor()
    },
  },
]

/** Waits until nothing moves any more. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    const moving = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
    await Promise.allSettled(moving.map(({ finished }) => finished))
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
}

async function list(page: Page, stage: Stage): Promise<void> {
  await go(page, stage, '/')
  await page.locator(`[data-room=${ROOM}]`).waitFor()
}

export async function room(page: Page, stage: Stage): Promise<void> {
  await go(page, stage, `/r/${ROOM}`)
  await page.getByTestId('message').last().waitFor()
  await page.getByTestId('composer').waitFor()
  // The colours of code come later than its words.
  await page.locator('.hljs-keyword').first().waitFor()
}

function go(page: Page, stage: Stage, path: string): Promise<void> {
  return visit(page, stage.server.url + path)
}

async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url)
}

async function heading(page: Page): Promise<void> {
  await page.getByRole('heading').filter({ visible: true }).first().waitFor()
}
