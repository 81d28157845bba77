import { useCallback } from 'react'
import type { RoomState } from '@parley/client'
import type { MemberId, Message } from '@parley/protocol'
import { countWords } from '../../shared/usage/amount-words.ts'
import { UsageView } from '../../shared/usage/usage-view.tsx'
import { useFetched } from '../../shared/use-fetched.ts'
import { workshop } from '../../shared/workshop.ts'

type RoomUseProps = { room: RoomState; nameOf: (agent: MemberId) => string }

/** What the agents of a room used up, and how much its last answer was given to read. [W4, M4, D13] */
export function RoomUse({ room, nameOf }: RoomUseProps) {
  const { head, timeline } = room.view
  const last = timeline.findLast(
    (item): item is Message =>
      item.kind === 'message' && item.imported === undefined && item.usage !== undefined,
  )
  const load = useCallback(() => workshop.usage(room.id), [room.id])
  const { value, trouble } = useFetched(load, `${last?.id} ${JSON.stringify(head.settings.budget)}`)
  return (
    <section aria-label="Use and cost" className="rounded-xl bg-raised px-3.5 py-3">
      <h3 className="pb-2 text-[15px]">Use and cost</h3>
      {trouble && <p className="text-[13px] text-red">{trouble}</p>}
      {value && (
        <UsageView report={value} nameOf={nameOf}>
          {last?.usage && (
            <p className="text-[12.5px] leading-[16px] text-soft" data-testid="context-size">
              For the last answer {nameOf(last.by)} read{' '}
              {countWords(last.usage.contextTokens ?? last.usage.inputTokens)} tokens.
            </p>
          )}
        </UsageView>
      )}
    </section>
  )
}
