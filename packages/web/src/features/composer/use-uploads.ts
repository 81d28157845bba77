import { useSyncExternalStore } from 'react'
import { onUploads, uploadsOf } from './upload-tray.ts'
import type { Upload } from './uploads.ts'

/** The files that the next message of a draft will have. [W3] */
export function useUploads(draft: string): readonly Upload[] {
  return useSyncExternalStore(onUploads, () => uploadsOf(draft))
}
