import { Suspense, memo } from 'react'
import { later } from '../../shared/later.ts'
import { looksFormatted } from './looks-formatted.ts'

const Markdown = later(() => import('./markdown.tsx').then((module) => module.Markdown))

/** Fetches what formatting needs, before the first text that needs it. */
export function prepareFormatting(): void {
  // Should it not come now, it is asked for again where it is needed.
  Markdown.prepare().catch(() => undefined)
}

/** The words of a message: as they are, or formatted where they ask for it. Never as markup of their own. [W4] */
export const MessageText = memo(function MessageText({ text }: { text: string }) {
  if (!looksFormatted(text)) return text
  return (
    <Suspense fallback={text}>
      <Markdown text={text} />
    </Suspense>
  )
})
