import axe from 'axe-core'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

/** WCAG 2.2 to AA and what axe-core counts as good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Besides landmarks: an open menu is modal, as a dialog is, and so stands outside of them. */
const REGIONS = 'dialog, [role=dialog], [role=alertdialog], [role=menu], svg'

/** What is wrong with the page as it is, one line for each element; left out are messages that step back behind an open menu. [W7] */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  await page.evaluate((regionMatcher) => {
    const { axe: checker } = globalThis as unknown as { axe: typeof axe }
    checker.configure({ checks: [{ id: 'region', options: { regionMatcher } }] })
  }, REGIONS)
  const { violations } = (await page.evaluate(
    (tags) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(
        { include: 'html', exclude: '[data-choosing] > :not([data-chosen])' },
        {
          runOnly: { type: 'tag', values: tags },
          resultTypes: ['violations'],
        },
      ),
    TAGS,
  )) as AxeResults
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${summary(failureSummary)}`),
  )
}

function summary(text = ''): string {
  return text.split('\n').slice(1).join(' ').replace(/\s+/gu, ' ').trim()
}
