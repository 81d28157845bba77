import { useRef, useState } from 'react'
import type { ImportLine, RoomId } from '@parley/protocol'
import { serverSentence } from '../../shared/error-words.ts'
import { workshop } from '../../shared/workshop.ts'

type Progress = { done: number; of: number; refused: ImportLine[] }

/** Makes rooms of a file: an export from here, or ChatGPT's. One that is alone is opened. [R5] */
export function ImportRooms({ onOpen }: { onOpen: (room: RoomId) => void }) {
  const file = useRef<HTMLInputElement>(null)
  const [progress, setProgress] = useState<Progress>()
  const [trouble, setTrouble] = useState<string>()
  const [busy, setBusy] = useState(false)
  const take = async (chosen: File) => {
    setBusy(true)
    setTrouble(undefined)
    setProgress(undefined)
    const refused: ImportLine[] = []
    let last: ImportLine | undefined
    try {
      for await (const line of workshop.importRooms(chosen)) {
        last = line
        if (line.status === 'refused') refused.push(line)
        setProgress({ done: line.number, of: line.of, refused })
      }
      if (last?.of === 1 && last.room !== undefined) onOpen(last.room)
    } catch (error) {
      setTrouble(serverSentence(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="border-t border-line px-4 py-2.5 text-[13px]">
      <div className="flex items-center justify-between gap-3">
        <span className="text-soft">A room that was exported, or ChatGPT’s conversations.json</span>
        <button
          type="button"
          disabled={busy}
          onClick={() => file.current?.click()}
          className="h-8 shrink-0 rounded-full bg-field px-3 font-medium text-blue disabled:opacity-60"
        >
          Import…
        </button>
      </div>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        aria-label="File to import"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [chosen] = event.target.files ?? []
          event.target.value = ''
          if (chosen !== undefined) void take(chosen)
        }}
      />
      <div role="status">
        {busy && progress === undefined && <p className="pt-1 text-soft">Sending the file…</p>}
        {progress && (
          <>
            <progress
              aria-label="Imported"
              value={progress.done}
              max={progress.of}
              className="mt-2 h-1.5 w-full accent-[#0a7cff]"
            />
            <p className="pt-1 text-soft">
              {progress.done} of {progress.of} {progress.of === 1 ? 'conversation' : 'conversations'}
              {progress.refused.length > 0 && `, ${progress.refused.length} could not be taken`}
            </p>
          </>
        )}
        {progress?.refused.slice(0, 3).map(({ number, title, error }) => (
          <p key={number} className="pt-1 text-red">
            {title}: {error?.message}
          </p>
        ))}
        {trouble && <p className="pt-1 text-red">{trouble}</p>}
      </div>
    </div>
  )
}
