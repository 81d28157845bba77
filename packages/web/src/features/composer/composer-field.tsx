import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode, SyntheticEvent } from 'react'
import type { Member } from '@parley/protocol'
import { isOverlaid } from '../../shared/overlaid.ts'
import { useAutosize } from '../../shared/use-autosize.ts'
import { PRECISE_POINTER } from '../../shared/use-media.ts'
import { CompletionList } from './completion-list.tsx'
import { EmojiButton } from './emoji-button.tsx'
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
  /** Before the field, outside of it. */
  before?: ReactNode
  /** At the end of the field. */
  buttons: ReactNode
  onText: (text: string) => void
  onSubmit: () => void
  /** Esc; without it, Esc leaves the field. */
  onCancel?: (() => void) | undefined
  /** Arrow up in an empty field. */
  onArrowUp?: (() => void) | undefined
  onBlur?: (() => void) | undefined
  /** Files hang over the screen, to be dropped. */
  dropping?: boolean
  /** Files that were pasted. */
  onFiles?: ((files: readonly File[]) => void) | undefined
}

/** The pill in which one writes: Enter sends, Shift+Enter breaks the line. [W1, W3] */
export function ComposerField(props: ComposerFieldProps) {
  const { text, note, autoFocus } = props
  const area = useAutosize(text, MOST_PX)
  useEffect(() => {
    const field = area.current
    // A dialog that was opened meanwhile keeps the focus.
    if (field === null || autoFocus === 'never' || isOverlaid()) return
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
    <footer className="glass relative px-4 pt-2 pb-[max(12px,env(safe-area-inset-bottom))] max-wide:px-3">
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
      <div className="flex items-end gap-2">
        {props.before}
        <div className="flex min-w-0 flex-1 items-end rounded-[18px] border border-line-strong bg-page/60">
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
          {props.buttons}
        </div>
        <EmojiButton
          onPick={(emoji) => put(text.slice(0, caret) + emoji + text.slice(caret), caret + emoji.length)}
          onEscape={() => area.current?.focus()}
        />
      </div>
      {props.dropping && (
        <p
          data-testid="drop-hint"
          className="fade-in pointer-events-none absolute inset-x-3 inset-y-1.5 grid place-items-center rounded-[18px] border-2 border-dashed border-blue bg-page text-[14px] font-medium text-blue"
        >
          Drop to attach
        </p>
      )}
    </footer>
  )
}

/** The same as in the field's class. */
const MOST_PX = 200
const NOBODY: readonly Member[] = []
