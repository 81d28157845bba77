import { useRef, useState } from 'react'
import type { MemberId } from '@parley/protocol'
import { Avatar } from '../../shared/avatar.tsx'
import { PALETTE } from '../../shared/avatar-colors.ts'
import { errorSentence } from '../../shared/error-words.ts'
import { workshop } from '../../shared/workshop.ts'
import type { Draft } from './draft.ts'
import { squarePicture } from './picture-file.ts'

type AvatarEditorProps = { id: MemberId; draft: Draft; onChange: (change: Partial<Draft>) => void }

/** Initials in two colours, or a picture that is made small here before it leaves the machine. [A1] */
export function AvatarEditor({ id, draft, onChange }: AvatarEditorProps) {
  const file = useRef<HTMLInputElement>(null)
  const [trouble, setTrouble] = useState<string>()
  const { name, colors, picture } = draft
  const face = { id, name: name || 'New', ...(colors ? { colors } : {}), ...(picture ? { picture } : {}) }
  const take = async (chosen: File) => {
    setTrouble(undefined)
    const png = await squarePicture(chosen).catch(() => undefined)
    if (png === undefined) return setTrouble('This file is not a picture that can be shown.')
    try {
      onChange({ picture: await workshop.keepPicture(png) })
    } catch (error) {
      setTrouble(errorSentence(error))
    }
    return undefined
  }
  return (
    <div className="flex flex-col items-center gap-3">
      <Avatar face={face} sizePx={96} />
      <div className="flex gap-2">
        <button type="button" className="pill-button" onClick={() => file.current?.click()}>
          {picture ? 'Another picture…' : 'Choose a picture…'}
        </button>
        {picture && (
          <button type="button" className="pill-button" onClick={() => onChange({ picture: undefined })}>
            Remove picture
          </button>
        )}
      </div>
      <input
        ref={file}
        type="file"
        accept="image/*"
        aria-label="Picture"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [chosen] = event.target.files ?? []
          event.target.value = ''
          if (chosen !== undefined) void take(chosen)
        }}
      />
      {trouble && (
        <p role="status" className="text-[13px] text-red">
          {trouble}
        </p>
      )}
      {!picture && (
        <div
          role="radiogroup"
          aria-label="Colours"
          className="grid grid-cols-5 gap-4 wide:grid-cols-10 wide:gap-x-2"
        >
          {PALETTE.map(([top, bottom], index) => (
            <input
              key={top}
              type="radio"
              name="colours"
              aria-label={`Colours ${index + 1}`}
              checked={colors?.[0] === top && colors[1] === bottom}
              onChange={() => onChange({ colors: [top, bottom] })}
              className="tap size-7 cursor-pointer appearance-none rounded-full outline-offset-2 checked:outline-2 checked:outline-blue focus-visible:outline-2 focus-visible:outline-ink"
              style={{ backgroundImage: `linear-gradient(${top}, ${bottom})` }}
            />
          ))}
        </div>
      )}
    </div>
  )
}
