import { LIMITS } from '@parley/protocol'
import type { Attachment, WireError } from '@parley/protocol'
import { makeThumbnail } from './make-thumbnail.ts'

/** With its thumbnail where it has use of one. Rejects with a sentence for the person who sends it. */
export async function uploadFile(
  path: string,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Attachment> {
  const attachment = await sendFile(path, file, onProgress, signal)
  const thumbnail = await makeThumbnail(file, attachment)
  if (thumbnail === undefined) return attachment
  // It only makes the room quicker: without it the image itself is shown.
  const answer = await fetch(`${path}/${attachment.id}/thumbnail`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: thumbnail,
    signal,
  }).catch(() => undefined)
  return answer?.ok === true ? ((await answer.json()) as Attachment) : attachment
}

function sendFile(
  path: string,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Attachment> {
  if (file.size > LIMITS.maxAttachmentBytes) return Promise.reject(new Error('Larger than 20 MB.'))
  if (file.size === 0) return Promise.reject(new Error('The file is empty.'))
  // Fetch does not tell how much has been sent.
  const request = new XMLHttpRequest()
  return new Promise((resolve, reject) => {
    const name = file.name.slice(0, LIMITS.maxFileNameCharacters) || 'file'
    request.open('POST', `${path}?name=${encodeURIComponent(name)}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total === 0 ? 0 : loaded / total),
    )
    request.addEventListener('load', () => {
      const answer = request.response as (Attachment & { error?: WireError }) | null
      if (request.status === 201 && answer !== null) resolve(answer)
      else reject(new Error(answer?.error?.message ?? 'The server did not take it.'))
    })
    request.addEventListener('error', () => reject(new Error('No connection.')))
    request.addEventListener('abort', () => reject(new Error('Taken back.')))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
