import { useEffect, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { errorSentence } from '../../shared/error-words.ts'
import { PRECISE_POINTER } from '../../shared/use-media.ts'
import { SendButton } from './send-button.tsx'
import { textLimit } from './text-limit.ts'
import { useAutosize } from './use-autosize.ts'
import { useDraft } from './use-draft.ts'

type ComposerProps = {
  /** Names the draft: the room's id. */
  draft: string
  label: string
  /** Why nothing can be sent yet; the text stays. */
  missing?: string
  autoFocus?: boolean
  /** Takes the trimmed text. Where it rejects, the text stays and the reason is shown. */
  onSend: (text: string) => void | Promise<void>
}

/** Where one writes: Enter sends, Shift+Enter breaks the line. Mount it anew for each room. [W1, W3] */
export function Composer({ draft, label, missing, autoFocus = true, onSend }: ComposerProps) {
  const [text, write] = useDraft(draft)
  const [trouble, setTrouble] = useState<string>()
  const [busy, setBusy] = useState(false)
  const area = useAutosize(text)
  useEffect(() => {
    if (autoFocus && matchMedia(PRECISE_POINTER).matches) area.current?.focus({ preventScroll: true })
  }, [area, autoFocus])
  const { tooLong, hint } = textLimit(text)
  const ready = text.trim() !== '' && !tooLong && !busy
  const send = async () => {
    if (!ready) return
    if (missing) {
      setTrouble(missing)
      return
    }
    setTrouble(undefined)
    try {
      const sent = onSend(text.trim())
      if (sent) {
        setBusy(true)
        await sent
      }
      write('')
    } catch (error) {
      setTrouble(errorSentence(error))
    } finally {
      setBusy(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a word.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      area.current?.blur()
    }
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    void send()
  }
  const note = trouble ?? hint
  return (
    <footer className="glass px-4 pt-2 pb-[max(12px,env(safe-area-inset-bottom))] max-wide:px-3">
      {note && (
        <p
          role="status"
          className={`pb-1.5 pl-3.5 text-[12px] ${tooLong || trouble ? 'text-red' : 'text-soft'}`}
        >
          {note}
        </p>
      )}
      <div className="flex items-end rounded-[18px] border border-line-strong bg-page/60 transition-colors focus-within:border-[#0a7cff]/70">
        <textarea
          ref={area}
          data-testid="composer"
          data-shortcut="composer"
          rows={1}
          aria-label={label}
          aria-invalid={tooLong}
          placeholder="Message"
          enterKeyHint="send"
          value={text}
          onChange={(event) => {
            write(event.target.value)
            setTrouble(undefined)
          }}
          onKeyDown={onKeyDown}
          className="block max-h-[200px] min-h-[34px] flex-1 resize-none bg-transparent py-[6.5px] pr-1 pl-[15px] text-[15px] leading-[21px] outline-none max-wide:text-[16px]"
        />
        <SendButton ready={ready} shown={text.trim() !== ''} onSend={() => void send()} />
      </div>
    </footer>
  )
}
