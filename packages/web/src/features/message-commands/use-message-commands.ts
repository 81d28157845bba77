import { useEffect, useState } from 'react'
import type { CommandInput, EventId, MemberId, Message, RoomId } from '@parley/protocol'
import { useParley } from '@parley/react'
import { errorSentence } from '../../shared/error-words.ts'
import { workshop } from '../../shared/workshop.ts'

/** How long a notice stays, and a deletion can be taken back. */
const NOTICE_MS = 6_000

/** What is to be said of the last command: a deletion can be undone, or it failed. */
export type Notice = { kind: 'deleted'; message: EventId; text: string } | { kind: 'told'; sentence: string }

/**
 * What a person does with a message from its menu. One's own that was deleted can be taken back for six
 * seconds: its author edits it back to what it said. A fork is a room of its own. [D11, D14, R5]
 */
export function useMessageCommands(room: RoomId, me: MemberId, onForked: (fork: RoomId) => void) {
  const client = useParley()
  const [notice, setNotice] = useState<Notice>()
  useEffect(() => {
    if (notice === undefined) return undefined
    const timer = setTimeout(() => setNotice(undefined), NOTICE_MS)
    return () => clearTimeout(timer)
  }, [notice])
  const say = (sentence: string) => setNotice({ kind: 'told', sentence })
  const run = (command: CommandInput) =>
    void client.command(room, command).catch((error: unknown) => say(errorSentence(error)))
  return {
    notice,
    say,
    copy: ({ text }: Message) => {
      // A page without a secure connection has no clipboard at all.
      const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))
      copied.catch(() => say('This browser does not let the page copy.'))
    },
    link: ({ id }: Message) => {
      const address = new URL(`/rooms/${room}/messages/${id}`, location.href).href
      const copied = navigator.clipboard?.writeText(address) ?? Promise.reject(new Error('no clipboard'))
      copied.then(
        () => say('Link copied'),
        () => say('This browser does not let the page copy.'),
      )
    },
    ask: ({ by }: Message) => run({ type: 'request-turn', intent: 'ask', agents: [by] }),
    regenerate: ({ id }: Message) => run({ type: 'request-turn', intent: 'regenerate', message: id }),
    fork: ({ id }: Message) => {
      workshop.fork(room, id).then(onForked, (error: unknown) => say(errorSentence(error)))
    },
    remove: ({ id, by, text }: Message) => {
      setNotice(by === me ? { kind: 'deleted', message: id, text } : undefined)
      run({ type: 'delete-message', message: id })
    },
    undo: () => {
      setNotice(undefined)
      if (notice?.kind === 'deleted')
        run({ type: 'edit-message', message: notice.message, text: notice.text })
    },
  }
}
