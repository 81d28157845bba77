import { useState } from 'react'
import type { Agent, MemberId, ReplyMode } from '@parley/protocol'
import { ParleyMark } from '../../shared/parley-mark.tsx'
import { errorSentence } from '../../shared/error-words.ts'
import { endWelcome } from './welcomed.ts'
import { LivelinessStep } from './liveliness-step.tsx'
import { NameStep } from './name-step.tsx'
import { PeopleStep } from './people-step.tsx'

/** What the three steps lead to. */
export type FirstRoom = { name: string; members: MemberId[]; replyMode: ReplyMode }

type WelcomeProps = {
  name: string
  agents: readonly Agent[]
  /** Makes the room and opens it. */
  onDone: (room: FirstRoom) => Promise<void>
}

const TITLES = ['What should they call you?', 'Who should be there?', 'How lively should it be?']

/** Three steps to a room in which somebody already talks. */
export function Welcome({ name: before, agents, onDone }: WelcomeProps) {
  const [step, setStep] = useState(0)
  const [name, setName] = useState(before)
  const [members, setMembers] = useState<readonly MemberId[]>([])
  const [replyMode, setReplyMode] = useState<ReplyMode>('autopilot')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const ready = [name.trim() !== '', members.length > 0, !busy][step] === true
  const go = async () => {
    if (!ready) return
    if (step < 2) return setStep(step + 1)
    setBusy(true)
    setTrouble(undefined)
    try {
      await onDone({ name: name.trim(), members: [...members], replyMode })
      endWelcome()
    } catch (error) {
      setTrouble(errorSentence(error))
      setBusy(false)
    }
    return undefined
  }
  return (
    <form
      aria-label="Welcome"
      data-testid="welcome"
      className="mx-auto flex w-full max-w-[460px] flex-col items-center gap-5 text-center"
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
    >
      <ParleyMark sizePx={104} lively />
      <div>
        <p className="text-[12.5px] text-soft">{`Step ${step + 1} of 3`}</p>
        <h1 className="text-[20px] font-semibold tracking-tight">{TITLES[step]}</h1>
      </div>
      <div className="w-full">
        {step === 0 && <NameStep name={name} onName={setName} />}
        {step === 1 && <PeopleStep agents={agents} chosen={members} onChosen={setMembers} />}
        {step === 2 && <LivelinessStep replyMode={replyMode} onChoose={setReplyMode} />}
      </div>
      {trouble && (
        <p role="alert" className="text-[13px] text-red">
          {trouble}
        </p>
      )}
      <div className="flex items-center gap-2">
        {step > 0 && (
          <button
            type="button"
            onClick={() => setStep(step - 1)}
            className="tap h-10 rounded-full px-4 text-[15px] text-blue hover:bg-hover"
          >
            Back
          </button>
        )}
        <button
          type="submit"
          disabled={!ready}
          className="tap h-10 rounded-full bg-blue-fill px-5 text-[15px] font-medium text-white disabled:opacity-45"
        >
          {step < 2 ? 'Next' : 'Open the room'}
        </button>
      </div>
      <button type="button" onClick={endWelcome} className="tap text-[13px] text-soft hover:underline">
        Not now
      </button>
    </form>
  )
}
