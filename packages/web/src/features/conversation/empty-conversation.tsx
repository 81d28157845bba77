import type { MemberId, RoomHead } from '@parley/protocol'
import { othersOf } from '@parley/room'
import { AvatarStack } from '../../shared/avatar-stack.tsx'
import { namesInWords, shortName } from '../../shared/names.ts'

/** A room in which nothing was said yet: who waits for the first word. */
export function EmptyConversation({ head, me }: { head: RoomHead; me: MemberId }) {
  const others = othersOf(head, me)
  return (
    <div className="m-auto flex flex-col items-center gap-3 px-6 py-10 text-center">
      <AvatarStack faces={others} sizePx={88} />
      <p className="max-w-[34ch] text-[15px] text-balance text-soft">
        {others.length === 0
          ? 'Nobody else is here yet. Add somebody to talk to.'
          : `${namesInWords(others.map(({ name }) => shortName(name)))} ${others.length === 1 ? 'is' : 'are'} here. Say something to break the ice.`}
      </p>
    </div>
  )
}
