import type { Page } from 'playwright-core'

/** What a screen reader is given to read out, as Chromium's live regions change. [W7] */
export class Announcements {
  polite: string[] = []
  assertive: string[] = []

  static async of(page: Page): Promise<Announcements> {
    const heard = new Announcements()
    await page.exposeFunction('announced', (manner: 'polite' | 'assertive', text: string) => {
      heard[manner].push(text)
    })
    await page.addInitScript(() => {
      new MutationObserver((changes) => {
        for (const { target, addedNodes } of changes)
          for (const node of addedNodes) {
            const region = (target as Element).closest?.('[aria-live]')
            const manner = region?.getAttribute('aria-live')
            if (node.textContent && (manner === 'polite' || manner === 'assertive'))
              globalThis.announced?.(manner, node.textContent)
          }
      }).observe(document, { childList: true, subtree: true })
    })
    return heard
  }

  clear(): void {
    this.polite = []
    this.assertive = []
  }
}

declare global {
  var announced: ((manner: 'polite' | 'assertive', text: string) => void) | undefined
}
