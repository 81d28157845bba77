import { useState } from 'react'
import { errorSentence } from '../../shared/error-words.ts'

/** Makes the room without a first message and lets its agents begin. [D2] */
export function StartButton({ onStart }: { onStart: () => Promise<void> }) {
  const [trouble, setTrouble] = useState<string>()
  const [busy, setBusy] = useState(false)
  const start = async () => {
    setBusy(true)
    setTrouble(undefined)
    try {
      await onStart()
    } catch (error) {
      setTrouble(errorSentence(error))
      setBusy(false)
    }
  }
  return (
    <div className="fade-in flex flex-wrap items-center justify-center gap-2 pt-2 text-[12.5px] text-soft">
      Write the first message, or
      <button
        type="button"
        disabled={busy}
        onClick={() => void start()}
        className="tap rounded-full bg-field px-3 py-1 font-medium text-blue hover:bg-bubble disabled:opacity-60"
      >
        let them start
      </button>
      {trouble && <span className="text-red">{trouble}</span>}
    </div>
  )
}
