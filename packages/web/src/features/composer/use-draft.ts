import { useState } from 'react'
import { readDraft, writeDraft } from '../../shared/drafts.ts'

/** The unsent text of a room; it outlives a reload. Mount the user of it anew for each `key`. [W3] */
export function useDraft(key: string): [text: string, write: (text: string) => void] {
  const [text, setText] = useState(() => readDraft(key))
  const write = (next: string) => {
    setText(next)
    writeDraft(key, next)
  }
  return [text, write]
}
