import CircleAlert from 'lucide-react/icons/circle-alert'
import type { Failure, TurnId } from '@parley/protocol'
import type { ReactNode } from 'react'
import { failureSentence } from './failure-words.ts'

type FailureLineProps = {
  turn: TurnId
  name: string | undefined
  failure: Failure
  /** The retry button, while there is something to retry. */
  children?: ReactNode
}

/** An agent could not answer: the reason in plain words, never silence. [M8] */
export function FailureLine({ turn, name, failure, children }: FailureLineProps) {
  return (
    <div
      data-testid="failure-line"
      data-turn={turn}
      data-code={failure.code}
      className="flex flex-wrap items-center justify-center gap-x-2 gap-y-1 text-center text-[12px] text-red"
    >
      <span title={failure.message}>
        <CircleAlert size={14} aria-hidden className="mr-1.5 inline align-[-2.5px]" />
        {failureSentence(failure, name)}
      </span>
      {children}
    </div>
  )
}
