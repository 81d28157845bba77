import type { Page } from 'playwright-core'
import { room, SCREENS } from '../audit/screens.ts'
import type { Screen } from '../audit/screens.ts'
import { DECIDED_ROOM, EMPTY_ROOM } from '../audit/stage.ts'
import type { Stage } from '../audit/stage.ts'

export type Pictured = Screen & {
  /** Puts right what the next screen would stumble over. */
  leave?: (page: Page, stage: Stage) => Promise<void>
}

/** Everything of which there is a picture: all screens, and the states that a screen can be in. */
export const PICTURED: readonly Pictured[] = [
  ...SCREENS,
  {
    name: 'welcome-people',
    open: async (page, stage) => {
      await welcome(page, stage)
      await page.getByRole('group', { name: 'People' }).getByRole('button').first().click()
    },
  },
  {
    name: 'welcome-mode',
    open: async (page, stage) => {
      await welcome(page, stage)
      await page.getByRole('group', { name: 'People' }).getByRole('button').first().click()
      await page.getByRole('button', { name: 'Next' }).click()
      await page.getByRole('radiogroup').waitFor()
    },
  },
  ...(['autopilot', 'ambient', 'manual'] as const).map((replyMode): Pictured => ({
    name: `room-${replyMode}`,
    open: (page, stage) =>
      go(page, stage, `/r/mode-${replyMode}`).then(() => page.getByTestId('message').last().waitFor()),
  })),
  {
    name: 'why',
    open: async (page, stage) => {
      await go(page, stage, `/r/${DECIDED_ROOM}`)
      await page.locator('[data-testid=message][data-id="t1-message"]').focus()
      await page.keyboard.press('r')
      await page.getByRole('menuitem', { name: 'Why?' }).press('Enter')
      await page.getByTestId('why').getByRole('listitem').first().waitFor()
    },
  },
  {
    name: 'dragged-file',
    open: async (page, stage) => {
      await room(page, stage)
      const dataTransfer = await page.evaluateHandle(() => {
        const dragged = new DataTransfer()
        dragged.items.add(new File(['leeks'], 'list.txt', { type: 'text/plain' }))
        return dragged
      })
      await page.getByTestId('composer').dispatchEvent('dragover', { dataTransfer })
    },
  },
  {
    name: 'empty-room',
    open: (page, stage) =>
      go(page, stage, `/r/${EMPTY_ROOM}`).then(() => page.getByText('break the ice').waitFor()),
  },
  {
    name: 'nothing-found',
    open: async (page, stage) => {
      await go(page, stage, '/')
      await page.locator('[data-shortcut=search]').fill('xylophone')
      await page.getByText(/^Nothing/).waitFor()
    },
  },
  {
    name: 'ended-invitation',
    stranger: true,
    open: (page, stage) =>
      go(page, stage, '/join/no-such-link').then(() => page.getByRole('alert').waitFor()),
  },
  {
    name: 'offline',
    open: async (page, stage) => {
      await room(page, stage)
      await page.context().setOffline(true)
      await page.getByTestId('connection-line').waitFor()
    },
    leave: (page) => page.context().setOffline(false),
  },
  {
    name: 'on-its-way',
    open: async (page, stage) => {
      // A server that makes no room. It stays so: this is the last of all.
      await page.routeWebSocket(/\/channel/, (socket) => {
        const real = socket.connectToServer()
        socket.onMessage((frame) => String(frame).includes('"create-room"') || real.send(frame))
      })
      await go(page, stage, '/new?with=a_ada-lovelace')
      await page.getByRole('radiogroup').waitFor()
      for (const text of ['Are you there?', 'I have soup, and a question about it.']) {
        await page.getByTestId('composer').fill(text)
        await page.keyboard.press('Enter')
      }
      await page.getByRole('list', { name: 'On its way' }).getByRole('listitem').nth(1).waitFor()
    },
  },
]

async function welcome(page: Page, stage: Stage): Promise<void> {
  await go(page, stage, '/welcome')
  await page.getByRole('button', { name: 'Next' }).click()
}

async function go(page: Page, stage: Stage, path: string): Promise<void> {
  await page.goto(stage.server.url + path)
}
