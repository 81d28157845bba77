import { Suspense, lazy, memo } from 'react'
import { looksFormatted } from './looks-formatted.ts'

const loadMarkdown = () => import('./markdown.tsx')
const Markdown = lazy(() => loadMarkdown().then((module) => ({ default: module.Markdown })))

/** Fetches what formatting needs, before the first text that needs it. */
export function prepareFormatting(): void {
  // Should it not come now, it is asked for again where it is needed.
  loadMarkdown().catch(() => undefined)
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
