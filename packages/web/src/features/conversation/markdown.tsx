import ReactMarkdown from 'react-markdown'
import type { Components, Options } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { CodeBlock } from './code-block.tsx'
import { safeLink } from './safe-link.ts'

/**
 * Markdown as it is written in chats. No HTML of its own comes through, links lead to the web or to mail
 * only, and a picture of somewhere else is a link: nothing is fetched because somebody mentioned it. [W4, S4]
 */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="markdown">
      <ReactMarkdown remarkPlugins={PLUGINS} components={COMPONENTS} urlTransform={safeLink}>
        {text}
      </ReactMarkdown>
    </div>
  )
}

const PLUGINS: Options['remarkPlugins'] = [[remarkGfm, { singleTilde: false }]]

/** A title within a bubble is a line of its own, not a part of the page's outline. */
const heading: Components['h1'] = ({ children }) => (
  <p>
    <strong>{children}</strong>
  </p>
)

const COMPONENTS: Components = {
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  a: ({ href, children }) => (href ? <Outside href={href}>{children}</Outside> : <>{children}</>),
  img: ({ src, alt }) =>
    typeof src === 'string' && src !== '' ? <Outside href={src}>{alt || src}</Outside> : <>{alt}</>,
  pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
  table: ({ children }) => (
    <div className="md-scroll" data-scroll-x tabIndex={0} role="group" aria-label="Table">
      <table>{children}</table>
    </div>
  ),
  // Their numbers would be doubled within one page.
  section: ({ children }) => <div>{children}</div>,
  sup: ({ children }) => <>{children}</>,
}

function Outside({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
      {children}
    </a>
  )
}
