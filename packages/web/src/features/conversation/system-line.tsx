import type { MemberId, RoomId, SystemLine as Line } from '@parley/protocol'
import { FailureLine } from './failure-line.tsx'
import { lineWords } from './line-words.ts'
import type { Offer } from './quiet.ts'
import { RequestTurnButton } from './request-turn-button.tsx'
import { SilencedLine } from './silenced-line.tsx'

type SystemLineProps = { room: RoomId; item: Line; offer: Offer; nameOf: (id: MemberId) => string }

/** What the room itself says, centred and small. [W1] */
export function SystemLine({ room, item, offer, nameOf }: SystemLineProps) {
  const { line } = item
  if (line.type === 'silenced') return <SilencedLine name={line.name} />
  if (line.type === 'failed') {
    const retry = offer?.intent === 'retry' && offer.turn === line.turn
    return (
      <FailureLine turn={line.turn} name={line.member && nameOf(line.member)} failure={line.failure}>
        {retry && (
          <RequestTurnButton room={room} offer={offer}>
            Retry
          </RequestTurnButton>
        )}
      </FailureLine>
    )
  }
  return (
    <p className="text-center text-[11px] [overflow-wrap:anywhere] text-soft">
      {lineWords(line, item.by, nameOf)}
    </p>
  )
}
