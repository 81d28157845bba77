import { Suspense, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import Check from 'lucide-react/icons/check'
import Copy from 'lucide-react/icons/copy'
import { copyText } from '../../shared/copy-text.ts'
import { later } from '../../shared/later.ts'

const Highlighted = later(() => import('./highlighted.tsx').then((module) => module.Highlighted))

/** A block of code: it scrolls within itself, says its language, and can be copied. Colours come later. [W4] */
export function CodeBlock({ children }: { children: ReactNode }) {
  const { code, language } = codeOf(children)
  return (
    <div className="code-block">
      <div className="code-head">
        <span>{language || 'code'}</span>
        <CopyCode code={code} />
      </div>
      <pre data-scroll-x tabIndex={0} role="group" aria-label={`Code${language ? `, ${language}` : ''}`}>
        <code>
          {language === '' ? (
            code
          ) : (
            <Suspense fallback={code}>
              <Highlighted code={code} language={language} />
            </Suspense>
          )}
        </code>
      </pre>
    </div>
  )
}

function CopyCode({ code }: { code: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await copyText(code)
      setCopied(true)
    } catch {
      // A page that may not copy leaves selecting by hand.
    }
  }
  return (
    <button type="button" aria-label="Copy code" onClick={() => void copy()} onBlur={() => setCopied(false)}>
      {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
    </button>
  )
}

/** The text and the language of what the parser made of a block. */
function codeOf(children: ReactNode): { code: string; language: string } {
  const { props } = children as ReactElement<{ className?: string; children?: ReactNode }>
  const language = /language-([\w+#.-]{1,24})/u.exec(props.className ?? '')?.[1] ?? ''
  return { code: String(props.children ?? '').replace(/\n$/u, ''), language }
}
