import { useState } from 'react'
import { LIMITS } from '@parley/protocol'
import { useParley } from '@parley/react'
import type { MemberId } from '@parley/protocol'
import { Avatar } from '../../shared/avatar.tsx'
import { errorSentence } from '../../shared/error-words.ts'
import { Setting } from './setting.tsx'

/** One's own name, as all rooms show it. [S1] */
export function Profile({ id, name }: { id: MemberId; name: string }) {
  const client = useParley()
  const [text, setText] = useState(name)
  const [said, setSaid] = useState<{ words: string; trouble: boolean }>()
  const save = async () => {
    const wanted = text.trim()
    if (wanted === '' || wanted === name) return setText(name)
    try {
      await client.rename(wanted)
      setSaid({ words: 'Saved. All rooms show it.', trouble: false })
    } catch (error) {
      setSaid({ words: errorSentence(error), trouble: true })
    }
    return undefined
  }
  return (
    <Setting name="You">
      <form
        className="flex items-center gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Avatar face={{ id, name: text || name }} sizePx={44} />
        <input
          aria-label="Your name"
          value={text}
          maxLength={LIMITS.maxNameCharacters}
          autoComplete="name"
          onChange={(event) => setText(event.target.value)}
          onBlur={() => void save()}
          className="h-10 min-w-0 flex-1 rounded-[9px] bg-field px-3 text-[16px]"
        />
      </form>
      {said && (
        <p role="status" className={`pt-2 text-[12.5px] ${said.trouble ? 'text-red' : 'text-soft'}`}>
          {said.words}
        </p>
      )}
    </Setting>
  )
}
