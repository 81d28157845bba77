import { LIMITS } from '@parley/protocol'
import type { Attachment } from '@parley/protocol'

/** A file that is on its way to the server, or there, or could not get there. */
export type Upload = {
  readonly key: string
  readonly file: File
  readonly state:
    | { readonly name: 'sending'; readonly share: number }
    | { readonly name: 'there'; readonly attachment: Attachment }
    | { readonly name: 'failed'; readonly reason: string }
}

export function changed(uploads: readonly Upload[], key: string, state: Upload['state']): readonly Upload[] {
  return uploads.map((upload) => (upload.key === key ? { ...upload, state } : upload))
}

/** What can be posted: undefined while something is on its way or has failed. */
export function attachmentsOf(uploads: readonly Upload[]): readonly Attachment[] | undefined {
  const there = uploads.flatMap(({ state }) => (state.name === 'there' ? [state.attachment] : []))
  return there.length === uploads.length ? there : undefined
}

/** Why a message cannot go off because of its files. [W3] */
export function notReady(uploads: readonly Upload[]): string | undefined {
  const states = new Set(uploads.map(({ state }) => state.name))
  if (states.has('failed')) return 'A file did not get there. Try it again, or take it away.'
  return states.has('sending') ? 'A file is still on its way.' : undefined
}

/** What is said where there were too many files; undefined where there were not. [S3] */
export function leftOut(files: number): string | undefined {
  if (files === 0) return undefined
  const rest = files === 1 ? '1 file was' : `${files} files were`
  return `A message holds ${LIMITS.maxAttachments} files: ${rest} left out.`
}
