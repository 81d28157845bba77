import { Link, useNavigate } from '@tanstack/react-router'
import ChevronLeft from 'lucide-react/icons/chevron-left'
import type { MemberId } from '@parley/protocol'
import { useMe } from '@parley/react'
import { AgentPage } from '../features/agents/agent-page.tsx'
import { useWorkspaceAgents } from '../shared/use-workspace-agents.ts'
import { MissingScreen } from './missing-screen.tsx'

/** One agent to edit, or a new one. [A1] */
export function AgentScreen({ id }: { id: MemberId | undefined }) {
  const me = useMe()
  const navigate = useNavigate()
  const agents = useWorkspaceAgents()
  const agent = agents.find((one) => one.id === id)
  if (me === undefined || (id !== undefined && agents.length === 0)) return null
  if (id !== undefined && agent === undefined) return <MissingScreen />
  return (
    <AgentPage
      agent={agent}
      names={agents.map(({ name }) => name)}
      back={
        <Link
          to="/agents"
          aria-label="Back to the contacts"
          className="grid size-11 shrink-0 place-items-center text-blue"
        >
          <ChevronLeft size={30} strokeWidth={2.4} aria-hidden />
        </Link>
      }
      onMade={(made) =>
        void navigate({ to: '/agents/$agentId', params: { agentId: made }, replace: id === undefined })
      }
      onDeleted={({ id: gone, name }) =>
        void navigate({ to: '/agents', replace: true, state: { deletedAgent: { id: gone, name } } })
      }
    />
  )
}
