import { useEffect, useState } from 'react'
import type { Agent } from '@parley/protocol'
import { useParley } from '@parley/react'
import { ContactFace } from '../features/agents/contact-face.tsx'
import { Contacts } from '../features/agents/contacts.tsx'
import { BackLink } from '../shared/back-link.tsx'
import { errorSentence } from '../shared/error-words.ts'
import { Link } from '../shared/link.tsx'
import { agentPath, useVisit } from '../shared/navigation.ts'
import type { Visit } from '../shared/navigation.ts'
import { useWorkspaceAgents } from '../shared/use-workspace-agents.ts'
import { workshop } from '../shared/workshop.ts'

/** How long a deletion can be taken back here. */
const NOTICE_MS = 8_000

type Notice = { words: string; deleted?: Visit['deletedAgent'] }

/** The agents of the workspace. [A1] */
export function ContactsScreen() {
  const agents = useWorkspaceAgents()
  const { notice, say, undo } = useNotice()
  const deleted = notice?.deleted
  const imported = (agent: Agent, notes: readonly string[]) =>
    say({ words: [`${agent.name} is among your contacts.`, ...notes].join(' ') })
  return (
    <div className="relative h-full">
      <Contacts
        agents={agents}
        back={
          <span className="relative h-11 w-[58px] wide:hidden">
            <BackLink current={undefined} />
          </span>
        }
        newLink={
          <Link to={agentPath('new')} className="pill-button">
            New agent
          </Link>
        }
        row={contactRow}
        onImported={imported}
      />
      {notice && (
        <div
          role="status"
          className="toast fade-in absolute inset-x-4 bottom-6 z-20 mx-auto flex w-fit max-w-[92%] items-center gap-3 rounded-2xl py-1.5 pr-1.5 pl-4 text-[13.5px]"
        >
          <span className="py-1 pr-2.5">{notice.words}</span>
          {deleted && (
            <button
              type="button"
              onClick={() => void undo(deleted)}
              className="rounded-full px-3 py-1.5 font-semibold text-[#7dbcff] hover:bg-white/10"
            >
              Undo
            </button>
          )}
        </div>
      )}
    </div>
  )
}

function contactRow(agent: Agent) {
  return (
    <Link to={agentPath(agent.id)} className="flex items-center gap-3 px-4 py-2 hover:bg-hover">
      <ContactFace agent={agent} />
    </Link>
  )
}

/** What was done last; after a deletion this is where one arrives, and can take it back. [A1] */
function useNotice() {
  const client = useParley()
  const { deletedAgent } = useVisit()
  const [notice, setNotice] = useState<Notice | undefined>(
    deletedAgent && { words: `${deletedAgent.name} was deleted.`, deleted: deletedAgent },
  )
  useEffect(() => {
    if (notice === undefined) return undefined
    const timer = setTimeout(() => setNotice(undefined), NOTICE_MS)
    return () => clearTimeout(timer)
  }, [notice])
  const undo = async ({ id, name }: NonNullable<Notice['deleted']>) => {
    try {
      await workshop.restoreAgent(id)
      setNotice({ words: `${name} is back.` })
      await client.loadAgents()
    } catch (error) {
      setNotice({ words: errorSentence(error) })
    }
  }
  return { notice, say: setNotice, undo }
}
