import type { Attachment, TimelineItem } from '@parley/protocol'
import type { Attachments } from '../attachments/attachments.ts'
import { fileText } from '../attachments/file-text.ts'
import type { GivenFile } from '../context/index.ts'
import { takesFile } from '../models/index.ts'

/** Files of one prompt, and their bytes together: of older ones only the names are told. */
const MAX_FILES = 10
const MAX_BYTES = 20 * 1024 * 1024

/** What a model is given of the files in a conversation: as they are where it takes that, else read out. [R2] */
export async function givenFiles(
  attachments: Pick<Attachments, 'read'> | undefined,
  timeline: readonly TimelineItem[],
  modelId: string,
): Promise<ReadonlyMap<string, GivenFile>> {
  const given = new Map<string, GivenFile>()
  if (attachments === undefined) return given
  let bytes = 0
  for (const file of newestFirst(timeline).slice(0, MAX_FILES)) {
    bytes += file.bytes
    if (bytes > MAX_BYTES) break
    if (takesFile(modelId, file.type))
      given.set(file.id, { kind: 'file', data: await attachments.read(file) })
    else {
      const text = await fileText(attachments, file)
      if (text !== undefined) given.set(file.id, { kind: 'text', text })
    }
  }
  return given
}

function newestFirst(timeline: readonly TimelineItem[]): Attachment[] {
  return timeline
    .toReversed()
    .flatMap((item) => (item.kind === 'message' && item.deleted !== true ? (item.attachments ?? []) : []))
}
