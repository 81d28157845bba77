import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Attachment, Member } from '@parley/protocol'
import { errorSentence } from '../../shared/error-words.ts'
import { AttachButton } from './attach-button.tsx'
import { ComposerField } from './composer-field.tsx'
import { SendButton } from './send-button.tsx'
import { textLimit } from './text-limit.ts'
import { UploadChips } from './upload-chips.tsx'
import { attachmentsOf } from './uploads.ts'
import { useDraft } from './use-draft.ts'
import { useUploads } from './use-uploads.ts'

type ComposerProps = {
  /** Names the draft: the room's id. */
  draft: string
  label: string
  /** Why nothing can be sent yet; the text stays. */
  missing?: string
  autoFocus?: boolean
  /** Whom a mention can name. */
  mentionable?: readonly Member[]
  /** A new one brings the focus here. */
  focusKey?: string | undefined
  /** Esc; without it, Esc leaves the field. */
  onCancel?: (() => void) | undefined
  /** Above the field, in the same bar. */
  above?: ReactNode
  /** Takes the send button's place while there is nothing to send, else stands before it. */
  stop?: ReactNode
  /** The path at which the server takes files; without it only text can be sent. */
  filesTo?: string
  /** Takes the trimmed text. Where it rejects, the text stays and the reason is shown. */
  onSend: (text: string, attachments: readonly Attachment[]) => void | Promise<void>
  /** Something was written or taken away; whether there is any text now. */
  onTyping?: (on: boolean) => void
  /** Arrow up while nothing is written. */
  onEditLast?: () => void
}

/** Where one writes. Mount it anew for each room. [W1, W3] */
export function Composer(props: ComposerProps) {
  const { missing, stop } = props
  const [text, write] = useDraft(props.draft)
  const [trouble, setTrouble] = useState<string>()
  const [busy, setBusy] = useState(false)
  const { tooLong, hint } = textLimit(text)
  const { uploads, add, remove, retry, clear } = useUploads(props.filesTo)
  const attachments = attachmentsOf(uploads)
  const empty = text.trim() === '' && uploads.length === 0
  const ready = !empty && attachments !== undefined && !tooLong && !busy
  const send = async () => {
    if (!ready) return
    if (missing) {
      setTrouble(missing)
      return
    }
    setTrouble(undefined)
    try {
      const sent = props.onSend(text.trim(), attachments)
      if (sent) {
        setBusy(true)
        await sent
      }
      write('')
      clear()
    } catch (error) {
      setTrouble(errorSentence(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <ComposerField
      testId="composer"
      label={props.label}
      text={text}
      note={trouble ?? hint}
      trouble={trouble !== undefined}
      tooLong={tooLong}
      autoFocus={(props.autoFocus ?? true) ? 'with-keyboard' : 'never'}
      mentionable={props.mentionable}
      focusKey={props.focusKey}
      onCancel={props.onCancel}
      above={
        <>
          {props.above}
          <UploadChips uploads={uploads} onRetry={retry} onRemove={remove} />
        </>
      }
      onFiles={props.filesTo === undefined ? undefined : add}
      buttons={
        <>
          {props.filesTo !== undefined && <AttachButton onFiles={add} />}
          {stop}
          {(!empty || !stop) && <SendButton ready={ready} shown={!empty} onSend={() => void send()} />}
        </>
      }
      onText={(next) => {
        write(next)
        setTrouble(undefined)
        props.onTyping?.(next.trim() !== '')
      }}
      onSubmit={() => void send()}
      onArrowUp={props.onEditLast}
      onBlur={() => props.onTyping?.(false)}
    />
  )
}
