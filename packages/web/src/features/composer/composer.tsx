import { useState } from 'react'
import type { ReactNode } from 'react'
import { isBlank } from '@parley/protocol'
import type { Attachment, Member } from '@parley/protocol'
import { returnToDraft, useStoredDraft, writeDraft } from '../../shared/drafts.ts'
import { errorSentence } from '../../shared/error-words.ts'
import { AttachButton } from './attach-button.tsx'
import { ComposerField } from './composer-field.tsx'
import { SendButton } from './send-button.tsx'
import { textLimit } from './text-limit.ts'
import { UploadChips } from './upload-chips.tsx'
import { addUploads, clearUploads, removeUpload, returnUploads, sendUpload } from './upload-tray.ts'
import { attachmentsOf, leftOut, notReady } from './uploads.ts'
import { useFileDrop } from './use-file-drop.ts'
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
  /** Takes the trimmed text. Where it rejects, the text is put back and the reason is shown. */
  onSend: (text: string, attachments: readonly Attachment[]) => void | Promise<void>
  /** Something was written or taken away; whether there is any text now. */
  onTyping?: (on: boolean) => void
  /** Arrow up while nothing is written. */
  onEditLast?: () => void
}

/** Where one writes. Mount it anew for each room. [W1, W3] */
export function Composer(props: ComposerProps) {
  const { draft, filesTo, missing, stop } = props
  const text = useStoredDraft(draft)
  const [trouble, setTrouble] = useState<string>()
  const [wanted, setWanted] = useState(false)
  const { tooLong, hint } = textLimit(text)
  const uploads = useUploads(draft)
  const attachments = attachmentsOf(uploads)
  const empty = isBlank(text) && uploads.length === 0
  const ready = !empty && attachments !== undefined && !tooLong
  const unready = wanted ? notReady(uploads) : undefined
  const add =
    filesTo === undefined
      ? undefined
      : (files: readonly File[]) => setTrouble(leftOut(addUploads(draft, filesTo, files)))
  const dropping = useFileDrop(add)
  const send = async () => {
    setWanted(true)
    if (!ready) return
    if (missing) {
      setTrouble(missing)
      return
    }
    setTrouble(undefined)
    setWanted(false)
    writeDraft(draft, '')
    clearUploads(draft)
    try {
      await props.onSend(text.trim(), attachments)
    } catch (error) {
      returnToDraft(draft, text)
      returnUploads(draft, uploads)
      setTrouble(errorSentence(error))
    }
  }
  return (
    <ComposerField
      testId="composer"
      label={props.label}
      text={text}
      note={trouble ?? unready ?? hint}
      trouble={trouble !== undefined}
      tooLong={tooLong}
      dropping={dropping}
      autoFocus={(props.autoFocus ?? true) ? 'with-keyboard' : 'never'}
      mentionable={props.mentionable}
      focusKey={props.focusKey}
      onCancel={props.onCancel}
      above={
        <>
          {props.above}
          <UploadChips
            uploads={uploads}
            onRetry={(key, file) => filesTo !== undefined && sendUpload(filesTo, key, file)}
            onRemove={(key) => removeUpload(draft, key)}
          />
        </>
      }
      onFiles={add}
      before={add && <AttachButton onFiles={add} />}
      buttons={
        <>
          {stop}
          {(!empty || !stop) && <SendButton ready={ready} shown={!empty} onSend={() => void send()} />}
        </>
      }
      onText={(next) => {
        writeDraft(draft, next)
        setTrouble(undefined)
        setWanted(false)
        props.onTyping?.(next.trim() !== '')
      }}
      onSubmit={() => void send()}
      onArrowUp={props.onEditLast}
      onBlur={() => props.onTyping?.(false)}
    />
  )
}
