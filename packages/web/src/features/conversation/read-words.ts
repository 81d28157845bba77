import type { MemberId, RoomHead } from '@parley/protocol'
import { namesInWords, shortName } from '../../shared/names.ts'

/** What stands under a message of ours that others have read; undefined: nobody has. [W1] */
export function readWords({ members }: RoomHead, readers: readonly MemberId[]): string | undefined {
  if (readers.length === 0) return undefined
  if (members.length <= 2) return 'Read'
  const names = readers.map((reader) => members.find(({ id }) => id === reader)?.name ?? 'Someone')
  return `Read by ${namesInWords(names.map(shortName))}`
}
