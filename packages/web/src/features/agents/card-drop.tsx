import { useRef, useState } from 'react'
import type { DragEvent, ReactNode } from 'react'
import type { Agent } from '@parley/protocol'
import { useParley } from '@parley/react'
import { importCard } from './import-card.ts'

type CardDropProps = {
  onImported: (agent: Agent, notes: readonly string[]) => void
  children: (button: ReactNode) => ReactNode
}

/** Takes character cards, dropped on what is inside or chosen with a button. [A3] */
export function CardDrop({ onImported, children }: CardDropProps) {
  const client = useParley()
  const file = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const take = async (cards: readonly File[]) => {
    setBusy(true)
    setTrouble(undefined)
    for (const card of cards) {
      const result = await importCard(card)
      if ('trouble' in result) setTrouble(`${card.name}: ${result.trouble}`)
      else onImported(result.agent, result.notes)
    }
    await client.loadAgents().catch(() => undefined)
    setBusy(false)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const cards = [...event.dataTransfer.files]
    if (cards.length > 0) void take(cards)
  }
  const button = (
    <button
      type="button"
      disabled={busy}
      title="Character cards: PNG, JSON or CHARX"
      className="pill-button"
      onClick={() => file.current?.click()}
    >
      {busy ? 'Importing…' : 'Import…'}
    </button>
  )
  return (
    // Dropping is one more way; the button does the same.
    <div
      className="relative h-full"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={drop}
    >
      {children(button)}
      <input
        ref={file}
        type="file"
        multiple
        accept=".png,.json,.charx,image/png,application/json"
        aria-label="Character card"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const cards = [...(event.target.files ?? [])]
          event.target.value = ''
          if (cards.length > 0) void take(cards)
        }}
      />
      {over && (
        <div className="pointer-events-none absolute inset-3 z-20 grid place-items-center rounded-2xl border-2 border-dashed border-blue bg-sheet/80 text-[17px] font-medium">
          Drop it to make an agent of it
        </div>
      )}
      {trouble && (
        <p
          role="alert"
          className="toast absolute inset-x-4 bottom-6 z-20 mx-auto w-fit max-w-[90%] rounded-2xl px-4 py-2.5 text-[13.5px]"
        >
          {trouble}
        </p>
      )}
    </div>
  )
}
