import Dices from 'lucide-react/icons/dices'
import type { Agent, MemberId } from '@parley/protocol'
import { Avatar } from '../../shared/avatar.tsx'
import { shortName } from '../../shared/names.ts'

/** More do not fit without scrolling; all others are in the new room's own field. */
const SHOWN = 15
const MOST = 5

type PeopleStepProps = {
  agents: readonly Agent[]
  chosen: readonly MemberId[]
  onChosen: (chosen: readonly MemberId[]) => void
}

/** Some faces to choose from, or chance. */
export function PeopleStep({ agents, chosen, onChosen }: PeopleStepProps) {
  const shown = agents.filter(({ paused, outside }) => !paused && outside !== true).slice(0, SHOWN)
  const surprise = () => {
    const rest = [...shown]
    const picked = [0, 1, 2].flatMap(() => rest.splice(Math.floor(Math.random() * rest.length), 1))
    onChosen(picked.map(({ id }) => id))
  }
  return (
    <>
      <div role="group" aria-label="People" className="grid grid-cols-5 gap-1">
        {shown.map((agent) => {
          const isChosen = chosen.includes(agent.id)
          return (
            <button
              key={agent.id}
              type="button"
              aria-pressed={isChosen}
              title={agent.title}
              onClick={() =>
                onChosen(
                  isChosen
                    ? chosen.filter((id) => id !== agent.id)
                    : [...chosen.slice(-(MOST - 1)), agent.id],
                )
              }
              className="flex flex-col items-center gap-1 rounded-[14px] px-1 py-2 hover:bg-hover aria-pressed:bg-blue-fill aria-pressed:text-white"
            >
              <Avatar face={agent} sizePx={46} />
              <span className="max-w-full truncate text-[11.5px]">{shortName(agent.name)}</span>
            </button>
          )
        })}
      </div>
      <button
        type="button"
        onClick={surprise}
        className="tap mt-2 inline-flex h-9 items-center gap-1.5 rounded-full bg-field px-3.5 text-[13.5px] text-blue hover:bg-bubble"
      >
        <Dices size={16} aria-hidden /> Surprise me
      </button>
    </>
  )
}
