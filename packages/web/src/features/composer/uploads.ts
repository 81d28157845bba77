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
