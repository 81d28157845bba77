import { z } from 'zod'
import { ownTool } from './tool.ts'
import type { Tool } from './tool.ts'
import { getPage, WEB_RULES } from './web/get-page.ts'
import type { WebRules } from './web/get-page.ts'
import { readableText } from './web/readable-text.ts'

/** Reads pages of the public web, and of nothing else. [M7] */
export function webFetch(rules: WebRules = WEB_RULES): Tool {
  return ownTool(
    {
      name: 'web_fetch',
      description: 'Reads a public web page, by its http or https address, as plain text.',
      web: true,
    },
    z.object({ url: z.string().describe('The whole address, with https:// in front.') }),
    async ({ url }, { signal }) => {
      const page = await getPage(url, rules, signal)
      const { title, text } = await readableText(page, rules.parseMs, signal)
      const head = [`Address: ${page.url}`, ...(title === '' ? [] : [`Title: ${title}`])]
      return [...head, '', text || 'The page has no text.', ...(page.cut ? ['', '[cut off]'] : [])].join('\n')
    },
  )
}
