import { useCallback, useEffect, useRef, useState } from 'react'
import { LIMITS } from '@parley/protocol'
import { uploadFile } from './upload-file.ts'
import { changed } from './uploads.ts'
import type { Upload } from './uploads.ts'

/** The files that the next message will have; they are sent as soon as they are chosen. [W3] */
export function useUploads(path: string | undefined) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const running = useRef(new Map<string, AbortController>())
  useEffect(() => {
    const all = running.current
    return () => all.forEach((one) => one.abort())
  }, [])
  const send = useCallback(
    (key: string, file: File) => {
      if (path === undefined) return
      const abort = new AbortController()
      running.current.set(key, abort)
      const put = (state: Upload['state']) => setUploads((known) => changed(known, key, state))
      put({ name: 'sending', share: 0 })
      uploadFile(path, file, (share) => put({ name: 'sending', share }), abort.signal)
        .then(
          (attachment) => put({ name: 'there', attachment }),
          (error: unknown) => put({ name: 'failed', reason: (error as Error).message }),
        )
        .finally(() => running.current.delete(key))
    },
    [path],
  )
  const add = useCallback(
    (files: readonly File[]) => {
      const fresh = files
        .slice(0, Math.max(0, LIMITS.maxAttachments - uploads.length))
        .map((file): Upload => ({ key: crypto.randomUUID(), file, state: { name: 'sending', share: 0 } }))
      setUploads((known) => [...known, ...fresh])
      for (const { key, file } of fresh) send(key, file)
    },
    [send, uploads.length],
  )
  const remove = useCallback((key: string) => {
    running.current.get(key)?.abort()
    setUploads((known) => known.filter((upload) => upload.key !== key))
  }, [])
  const clear = useCallback(() => setUploads([]), [])
  return { uploads, add, remove, clear, retry: send }
}
