import type { CommandInput, MemberId, Message, RoomId } from '@parley/protocol'
import { useParley } from '@parley/react'
import { copyText } from '../../shared/copy-text.ts'
import { errorSentence } from '../../shared/error-words.ts'
import { workshop } from '../../shared/workshop.ts'
import { setNotice, useNotice } from './notices.ts'

const NO_CLIPBOARD = 'This browser does not let the page copy.'

/**
 * What a person does with a message from its menu. One's own that was deleted can be taken back for six
 * seconds: its author edits it back to what it said. A fork is a room of its own. [D11, D14, R5]
 */
export function useMessageCommands(room: RoomId, me: MemberId, onForked: (fork: RoomId) => void) {
  const client = useParley()
  const notice = useNotice(room)
  const say = (sentence: string) => setNotice(room, { kind: 'told', sentence })
  const run = (command: CommandInput) =>
    void client.command(room, command).catch((error: unknown) => say(errorSentence(error)))
  return {
    notice,
    say,
    copy: ({ text }: Message) => {
      copyText(text).catch(() => say(NO_CLIPBOARD))
    },
    link: ({ id }: Message) => {
      const address = new URL(`/rooms/${room}/messages/${id}`, location.href).href
      copyText(address).then(
        () => say('Link copied'),
        () => say(NO_CLIPBOARD),
      )
    },
    ask: ({ by }: Message) => run({ type: 'request-turn', intent: 'ask', agents: [by] }),
    regenerate: ({ id }: Message) => run({ type: 'request-turn', intent: 'regenerate', message: id }),
    fork: ({ id }: Message) => {
      workshop.fork(room, id).then(onForked, (error: unknown) => say(errorSentence(error)))
    },
    remove: ({ id, by, text }: Message) => {
      setNotice(room, by === me ? { kind: 'deleted', message: id, text } : undefined)
      run({ type: 'delete-message', message: id })
    },
    undo: () => {
      setNotice(room, undefined)
      if (notice?.kind === 'deleted')
        run({ type: 'edit-message', message: notice.message, text: notice.text })
    },
  }
}
