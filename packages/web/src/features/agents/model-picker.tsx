import Check from 'lucide-react/icons/check'
import { useState } from 'react'
import type { ModelList } from '@parley/protocol'
import { CardDialog } from '../../shared/card-dialog.tsx'
import { workshop } from '../../shared/workshop.ts'
import { matchingModels, typedModel } from './model-matches.ts'
import { useLoaded } from './use-loaded.ts'

type ModelPickerProps = { chosen: string; onChoose: (model: string) => void; onClose: () => void }

const load = () => workshop.models()

/** The models of every provider that is connected; one that is not listed can be typed. [M1] */
export function ModelPicker({ chosen, onChoose, onClose }: ModelPickerProps) {
  const { value, trouble } = useLoaded(load)
  const [query, setQuery] = useState('')
  const typed = value && typedModel(value.providers, query)
  return (
    <CardDialog title="Model" onClose={onClose}>
      <input
        type="search"
        aria-label="Search models"
        placeholder="Search, or type provider:model"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        className="mb-2 h-9 w-full rounded-[9px] bg-field px-3 text-[15px] max-wide:text-[16px]"
      />
      {trouble && <p className="py-2 text-[13px] text-red">{trouble}</p>}
      {!value && !trouble && <p className="py-2 text-[13px] text-soft">Asking the providers…</p>}
      {value && (
        <div role="radiogroup" aria-label="Models" className="-mx-2 grid gap-2">
          {query.trim() === '' && (
            <ModelRow
              name="The workspace’s default"
              note={value.default}
              checked={chosen === ''}
              onChoose={() => onChoose('')}
            />
          )}
          {typed !== undefined && (
            <ModelRow name={`Use ${typed}`} checked={chosen === typed} onChoose={() => onChoose(typed)} />
          )}
          {matchingModels(value.providers, query).map((provider) => (
            <Models
              key={provider.id}
              provider={provider}
              fallback={value.default}
              chosen={chosen}
              onChoose={onChoose}
            />
          ))}
        </div>
      )}
    </CardDialog>
  )
}

type ModelsProps = {
  provider: ModelList['providers'][number]
  fallback: string
  chosen: string
  onChoose: (model: string) => void
}

/** More are found by searching. */
const MAX_SHOWN = 60

function Models({ provider, fallback, chosen, onChoose }: ModelsProps) {
  const { id, name, keyless, rehearsal, models, problem } = provider
  const note = rehearsal ? 'improvises on this machine' : keyless ? 'needs no key' : ''
  return (
    <section aria-label={name}>
      <h3 className="px-2 pt-1 text-[12px] font-semibold text-soft">
        {name}
        {note && <span className="font-normal"> · {note}</span>}
      </h3>
      {problem && <p className="px-2 py-1 text-[12.5px] text-red">{problem}</p>}
      {models.slice(0, MAX_SHOWN).map((model) => (
        <ModelRow
          key={model}
          name={model.slice(id.length + 1)}
          {...(model === fallback ? { note: 'default' } : {})}
          checked={chosen === model}
          onChoose={() => onChoose(model)}
        />
      ))}
      {models.length > MAX_SHOWN && (
        <p className="px-2 py-1 text-[12.5px] text-soft">
          {models.length - MAX_SHOWN} more: search for one by its name.
        </p>
      )}
    </section>
  )
}

type ModelRowProps = { name: string; note?: string; checked: boolean; onChoose: () => void }

function ModelRow({ name, note, checked, onChoose }: ModelRowProps) {
  return (
    <label className="relative flex min-h-9 cursor-pointer items-center gap-2 rounded-lg px-2 py-1 text-[14px] hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-blue">
      <input type="radio" name="model" className="over-label" checked={checked} onChange={onChoose} />
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{name}</span>
      {note && <span className="truncate text-[12px] text-soft">{note}</span>}
      <Check size={17} aria-hidden className={`shrink-0 text-blue ${checked ? '' : 'invisible'}`} />
    </label>
  )
}
