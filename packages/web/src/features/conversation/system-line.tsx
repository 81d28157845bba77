import type { EventId, MemberId, RoomId, SystemLine as Line } from '@parley/protocol'
import { FailureLine } from './failure-line.tsx'
import { LineButton } from './line-button.tsx'
import { lineWords } from './line-words.ts'
import type { Offer } from './quiet.ts'
import { RequestTurnButton } from './request-turn-button.tsx'
import { SilencedLine } from './silenced-line.tsx'

type SystemLineProps = {
  room: RoomId
  item: Line
  offer: Offer
  nameOf: (id: MemberId) => string
  onWhy: (item: EventId, anchor: Element) => void
  onSettings: () => void
}

/** What the room itself says, centred and small. [W1] */
export function SystemLine({ room, item, offer, nameOf, onWhy, onSettings }: SystemLineProps) {
  const { line } = item
  const why = <LineButton onPress={(anchor) => onWhy(item.id, anchor)}>Why?</LineButton>
  if (line.type === 'silenced') return <SilencedLine name={line.name}>{why}</SilencedLine>
  if (line.type !== 'failed')
    return (
      <p className="text-center text-[11px] [overflow-wrap:anywhere] text-soft">
        {lineWords(line, item.by, nameOf)}
      </p>
    )
  const capped = line.failure.code === 'budget-reached'
  return (
    <FailureLine turn={line.turn} name={line.member && nameOf(line.member)} failure={line.failure}>
      {offer?.intent === 'retry' && offer.turn === line.turn && (
        <RequestTurnButton room={room} offer={offer}>
          {offer.beyondBudget ? 'Continue anyway' : 'Retry'}
        </RequestTurnButton>
      )}
      {capped && <LineButton onPress={onSettings}>Settings</LineButton>}
      {why}
    </FailureLine>
  )
}
