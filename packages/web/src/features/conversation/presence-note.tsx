import type { MemberId } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { namesInWords, shortName } from '../../shared/names.ts'

type PresenceNoteProps = { room: RoomState; me: MemberId }

/** The other people who are here now; agents always are, so they are not named. [C6] */
export function PresenceNote({ room, me }: PresenceNoteProps) {
  const here = room.view.head.members.filter(
    ({ id, kind }) => id !== me && kind === 'person' && room.present.has(id),
  )
  if (here.length === 0) return null
  return (
    <span
      data-testid="presence"
      className="flex items-center gap-1.5 text-[11px] leading-[14px] whitespace-nowrap text-soft"
    >
      <span aria-hidden className="size-[7px] rounded-full bg-[#34c759]" />
      {`${namesInWords(
        here.map(({ name }) => shortName(name)),
        2,
      )} here now`}
    </span>
  )
}
