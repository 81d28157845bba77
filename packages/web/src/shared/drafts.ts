import { useSyncExternalStore } from 'react'
import { readStored, writeStored } from './storage.ts'

/** What was written and not sent, per room; it outlives a reload. [W3] */
const listeners = new Set<() => void>()

/** The draft under this key; '' where there is none. */
export function readDraft(key: string): string {
  return readStored(`parley.draft.${key}`) ?? ''
}

/** Keeps a draft, or forgets it where it is empty. */
export function writeDraft(key: string, text: string): void {
  writeStored(`parley.draft.${key}`, text === '' ? undefined : text)
  for (const listener of listeners) listener()
}

/** The draft under this key; renders again when it changes in this page. */
export function useStoredDraft(key: string): string {
  return useSyncExternalStore(subscribe, () => readDraft(key))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
