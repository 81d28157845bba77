import { Avatar } from '../../shared/avatar.tsx'
import type { Choice } from './use-completion.ts'

type CompletionListProps = {
  id: string
  choices: readonly Choice[]
  index: number
  onChoose: (choice: Choice) => void
}

/** Above the field: members or emoji for the word that is being typed. [W3, W7] */
export function CompletionList({ id, choices, index, onChoose }: CompletionListProps) {
  return (
    <ul
      id={id}
      role="listbox"
      aria-label={choices[0]?.kind === 'emoji' ? 'Emoji' : 'Mention'}
      data-testid="completion"
      className="popover absolute bottom-full left-3 z-30 mb-1 min-w-56 overflow-hidden p-1.5"
    >
      {choices.map((choice, at) => (
        // The field has the focus and takes the keys.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <li
          key={choice.insert}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === index}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(choice)}
          className="flex h-9 items-center gap-2.5 rounded-lg px-2 text-[14px] hover:bg-hover aria-selected:bg-blue-fill aria-selected:text-white"
        >
          {choice.kind === 'mention' ? (
            <>
              <Avatar face={choice.member} sizePx={24} />
              <span className="truncate">{choice.member.name}</span>
            </>
          ) : (
            <>
              <span aria-hidden className="w-6 text-center text-[19px]">
                {choice.emoji.emoji}
              </span>
              <span className="truncate">{choice.emoji.name}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
