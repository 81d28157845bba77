import { useState } from 'react'
import { LIMITS } from '@parley/protocol'
import { useParley } from '@parley/react'
import type { MemberId } from '@parley/protocol'
import { Avatar } from '../../shared/avatar.tsx'
import { errorSentence } from '../../shared/error-words.ts'
import { Setting } from './setting.tsx'

const HINT = { words: 'All rooms show this name.', trouble: false }

/** One's own name, as all rooms show it. What is said of it has its place always: nothing below moves. [S1] */
export function Profile({ id, name }: { id: MemberId; name: string }) {
  const client = useParley()
  const [typed, setTyped] = useState<string>()
  const [said, setSaid] = useState(HINT)
  const text = typed ?? name
  const save = async () => {
    const wanted = text.trim()
    if (wanted === '' || wanted === name) return setTyped(undefined)
    try {
      await client.rename(wanted)
      // What was typed meanwhile is saved in its turn.
      setTyped((latest) => (latest === text ? undefined : latest))
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
          onChange={(event) => {
            setTyped(event.target.value)
            setSaid(HINT)
          }}
          onBlur={() => void save()}
          className="h-10 min-w-0 flex-1 rounded-[9px] bg-field px-3 text-[16px]"
        />
      </form>
      <p role="status" className={`pt-2 text-[12.5px] ${said.trouble ? 'text-red' : 'text-soft'}`}>
        {said.words}
      </p>
    </Setting>
  )
}
