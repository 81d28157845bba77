import type { Browser } from 'playwright-core'
import { figure } from '../../benchmarks/figure.ts'
import type { Figure } from '../../benchmarks/figure.ts'
import { violationsOf } from './axe.ts'
import { SCREENS, settle, SIZES } from './screens.ts'
import type { Size } from './screens.ts'
import { Stage } from './stage.ts'

/** `axe-violations`: over all screens, on a phone and a desktop, light and dark; each is printed to the error output. */
export async function countViolations(browser: Browser, report: (figure: Figure) => void): Promise<void> {
  const stage = await Stage.set()
  let [violations, looks] = [0, 0]
  for (const size of Object.keys(SIZES) as Size[]) {
    const open = async () => (await browser.newContext({ ...SIZES[size], reducedMotion: 'reduce' })).newPage()
    const [member, stranger] = [await open(), await open()]
    await member.goto(await stage.server.signInUrl())
    for (const screen of SCREENS.filter(({ only = size }) => only === size)) {
      const page = screen.stranger ? stranger : member
      await screen.open(page, stage)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await settle(page)
        looks += 1
        for (const violation of await violationsOf(page)) {
          violations += 1
          console.error(`${screen.name}, ${size}, ${colorScheme}: ${violation}`)
        }
      }
    }
  }
  report(figure('axe-violations', violations, 'violations'))
  report(figure('axe-looks', looks, 'looks'))
  await stage.server.close()
}
