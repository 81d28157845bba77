import ChevronRight from 'lucide-react/icons/chevron-right'
import { Suspense, useState } from 'react'
import { later } from '../../shared/later.ts'

const ModelPicker = later(() => import('./model-picker.tsx').then((module) => module.ModelPicker))

/** Through which model the agent speaks; empty: the workspace's default. [M1] */
export function ModelChoice({ model, onChoose }: { model: string; onChoose: (model: string) => void }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="flex min-h-11 w-full items-center justify-between gap-3 text-left text-[15px]"
      >
        Model
        <span className="flex min-w-0 items-center gap-1 text-soft">
          <span className="truncate">{model === '' ? 'The workspace’s default' : model}</span>
          <ChevronRight size={17} aria-hidden className="shrink-0" />
        </span>
      </button>
      {open && (
        <Suspense>
          <ModelPicker chosen={model} onChoose={onChoose} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
