import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { common, createLowlight } from 'lowlight'
import { useMemo } from 'react'

const lowlight = createLowlight(common)
/** Longer code keeps one colour: it would hold up the page with every word that is streamed. */
const MOST_CHARACTERS = 12_000

/** Code in the colours of its language; unknown ones have none. [W4] */
export function Highlighted({ code, language }: { code: string; language: string }) {
  return useMemo(() => {
    const name = language.toLowerCase()
    if (!lowlight.registered(name) || code.length > MOST_CHARACTERS) return <>{code}</>
    return toJsxRuntime(lowlight.highlight(name, code), { Fragment, jsx, jsxs })
  }, [code, language])
}
