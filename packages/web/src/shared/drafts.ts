import { useSyncExternalStore } from 'react'
import { Listeners } from './listeners.ts'
import { readStored, writeStored } from './storage.ts'

/** What was written and not sent, per room; it outlives a reload. [W3] */
const listeners = new Listeners()
/** What the browser would not keep: it lasts as long as the page. */
const unkept = new Map<string, string>()

/** The draft under this key; '' where there is none. */
export function readDraft(key: string): string {
  return unkept.get(key) ?? readStored(`parley.draft.${key}`) ?? ''
}

/** Keeps a draft, or forgets it where it is empty. */
export function writeDraft(key: string, text: string): void {
  if (writeStored(`parley.draft.${key}`, text === '' ? undefined : text)) unkept.delete(key)
  else unkept.set(key, text)
  listeners.tell()
}

/** Puts back what could not be sent, before what was written since. */
export function returnToDraft(key: string, text: string): void {
  if (text !== '') writeDraft(key, [text, readDraft(key)].filter(Boolean).join('\n'))
}

/** What is written under one key goes on under another. */
export function moveDraft(from: string, to: string): void {
  returnToDraft(to, readDraft(from))
  writeDraft(from, '')
}

/** The draft under this key; renders again when it changes, in another window too. */
export function useStoredDraft(key: string): string {
  return useSyncExternalStore(subscribe, () => readDraft(key))
}

function subscribe(listener: () => void): () => void {
  const unsubscribe = listeners.subscribe(listener)
  addEventListener('storage', listener)
  return () => {
    unsubscribe()
    removeEventListener('storage', listener)
  }
}
