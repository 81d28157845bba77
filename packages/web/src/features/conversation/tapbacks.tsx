import type { MemberId, MessageReaction } from '@parley/protocol'
import { ReactionGlyph } from '../../shared/reaction-glyph.tsx'
import type { Person } from './people.ts'
import { tapbackGroups, tapbackNote } from './tapback-groups.ts'

type TapbacksProps = {
  reactions: readonly MessageReaction[]
  own: boolean
  me: MemberId
  people: ReadonlyMap<MemberId, Person>
  onOpen: () => void
}

/** Balloons over the bubble's upper corner, away from its author; hover and focus tell who gave them. [D8] */
export function Tapbacks({ reactions, own, me, people, onOpen }: TapbacksProps) {
  const note = tapbackNote(reactions, (id) => (id === me ? 'You' : (people.get(id)?.name ?? 'Someone')))
  return (
    <button
      type="button"
      data-testid="tapback"
      aria-label={note}
      title={note}
      onClick={onOpen}
      className={`tapbacks absolute -top-[21px] z-[1] flex rounded-full ${own ? 'tapbacks-left -left-[17px]' : '-right-[17px]'}`}
    >
      {tapbackGroups(reactions, me).map((group) => (
        <span
          key={group.reaction}
          data-reaction={group.reaction}
          data-own={group.own}
          className="tapback tapback-entering"
        >
          <ReactionGlyph reaction={group.reaction} sizePx={17} />
          {group.count > 1 && <span className="tapback-count">{group.count}</span>}
        </span>
      ))}
    </button>
  )
}
