import { useState } from 'react'
import { readStored, writeStored } from '../../shared/storage.ts'

/** The unsent text of a room; it outlives a reload. Mount the user of it anew for each `key`. [W3] */
export function useDraft(key: string): [text: string, write: (text: string) => void] {
  const stored = `parley.draft.${key}`
  const [text, setText] = useState(() => readStored(stored) ?? '')
  const write = (next: string) => {
    setText(next)
    writeStored(stored, next === '' ? undefined : next)
  }
  return [text, write]
}
