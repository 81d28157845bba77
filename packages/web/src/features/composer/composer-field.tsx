import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode, SyntheticEvent } from 'react'
import type { Member } from '@parley/protocol'
import { PRECISE_POINTER } from '../../shared/use-media.ts'
import { CompletionList } from './completion-list.tsx'
import { EmojiButton } from './emoji-button.tsx'
import { useAutosize } from './use-autosize.ts'
import { useCompletion } from './use-completion.ts'

type ComposerFieldProps = {
  testId: string
  label: string
  text: string
  /** Stands above the text: a hint, or what went wrong. */
  note: string | undefined
  trouble: boolean
  tooLong: boolean
  /** Takes the focus when it appears; `with-keyboard`: not where that would bring up a phone's keyboard. */
  autoFocus: 'always' | 'with-keyboard' | 'never'
  /** Whom a mention can name. */
  mentionable?: readonly Member[] | undefined
  /** A new one brings the focus here. */
  focusKey?: string | undefined
  /** Above the field, in the same bar. */
  above?: ReactNode
  /** At the end of the field. */
  buttons: ReactNode
  onText: (text: string) => void
  onSubmit: () => void
  /** Esc; without it, Esc leaves the field. */
  onCancel?: (() => void) | undefined
  /** Arrow up in an empty field. */
  onArrowUp?: (() => void) | undefined
  onBlur?: (() => void) | undefined
  /** Files that were dropped here or pasted. */
  onFiles?: ((files: readonly File[]) => void) | undefined
}

/** The pill in which one writes: Enter sends, Shift+Enter breaks the line. [W1, W3] */
export function ComposerField(props: ComposerFieldProps) {
  const { text, note, autoFocus } = props
  const area = useAutosize(text)
  useEffect(() => {
    const field = area.current
    if (field === null || autoFocus === 'never') return
    if (autoFocus === 'with-keyboard' && !matchMedia(PRECISE_POINTER).matches) return
    field.focus({ preventScroll: true })
    field.setSelectionRange(field.value.length, field.value.length)
  }, [area, autoFocus])
  const list = useId()
  const [caret, setCaret] = useState(text.length)
  const follow = (event: SyntheticEvent<HTMLTextAreaElement>) => setCaret(event.currentTarget.selectionEnd)
  const wantedCaret = useRef<number>(undefined)
  useLayoutEffect(() => {
    const to = wantedCaret.current
    if (to === undefined) return
    wantedCaret.current = undefined
    area.current?.focus()
    area.current?.setSelectionRange(to, to)
  }, [area, text])
  const put = (next: string, to: number) => {
    props.onText(next)
    setCaret(to)
    wantedCaret.current = to
  }
  const { choices, index, choose, press } = useCompletion(text, caret, props.mentionable ?? NOBODY, put)
  useEffect(() => {
    if (props.focusKey !== undefined) area.current?.focus()
  }, [area, props.focusKey])
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a word.
    if (event.nativeEvent.isComposing) return
    if (!event.shiftKey && press(event.key)) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    if (event.key === 'Escape') {
      event.stopPropagation()
      if (props.onCancel) props.onCancel()
      else area.current?.blur()
    }
    if (event.key === 'ArrowUp' && text === '' && props.onArrowUp) {
      event.preventDefault()
      props.onArrowUp()
    }
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    props.onSubmit()
  }
  return (
    <footer
      onDragOver={(event) => {
        if (props.onFiles && event.dataTransfer.types.includes('Files')) event.preventDefault()
      }}
      onDrop={(event) => {
        const files = [...event.dataTransfer.files]
        if (!props.onFiles || files.length === 0) return
        event.preventDefault()
        props.onFiles(files)
      }}
      className="glass relative px-4 pt-2 pb-[max(12px,env(safe-area-inset-bottom))] max-wide:px-3"
    >
      {choices.length > 0 && <CompletionList id={list} choices={choices} index={index} onChoose={choose} />}
      {props.above}
      {note && (
        <p
          role="status"
          className={`pb-1.5 pl-3.5 text-[12px] ${props.trouble || props.tooLong ? 'text-red' : 'text-soft'}`}
        >
          {note}
        </p>
      )}
      <div className="flex items-end rounded-[18px] border border-line-strong bg-page/60 transition-colors focus-within:border-[#0a7cff]/70">
        <textarea
          ref={area}
          data-testid={props.testId}
          data-shortcut="composer"
          rows={1}
          aria-label={props.label}
          aria-invalid={props.tooLong}
          placeholder="Message"
          enterKeyHint="send"
          value={text}
          onChange={(event) => {
            props.onText(event.target.value)
            follow(event)
          }}
          aria-autocomplete="list"
          aria-controls={choices.length > 0 ? list : undefined}
          aria-activedescendant={choices.length > 0 ? `${list}-${index}` : undefined}
          onSelect={follow}
          onPaste={(event) => {
            const files = [...event.clipboardData.files]
            if (!props.onFiles || files.length === 0) return
            event.preventDefault()
            props.onFiles(files)
          }}
          onKeyDown={onKeyDown}
          onBlur={props.onBlur}
          className="block max-h-[200px] min-h-[34px] min-w-0 flex-1 resize-none [field-sizing:content] bg-transparent py-[6.5px] pr-1 pl-[15px] text-[15px] leading-[21px] outline-none max-wide:text-[16px]"
        />
        <EmojiButton
          onPick={(emoji) => put(text.slice(0, caret) + emoji + text.slice(caret), caret + emoji.length)}
        />
        {props.buttons}
      </div>
    </footer>
  )
}

const NOBODY: readonly Member[] = []
