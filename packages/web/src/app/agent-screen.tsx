import ChevronLeft from 'lucide-react/icons/chevron-left'
import type { MemberId } from '@parley/protocol'
import { useMe } from '@parley/react'
import { AgentPage } from '../features/agents/agent-page.tsx'
import { Link } from '../shared/link.tsx'
import { agentPath, go } from '../shared/navigation.ts'
import { useWorkspaceAgents } from '../shared/use-workspace-agents.ts'
import { MissingScreen } from './missing-screen.tsx'

/** One agent to edit, or a new one. [A1] */
export function AgentScreen({ id }: { id: MemberId | undefined }) {
  const me = useMe()
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
          className="flex size-11 shrink-0 items-center text-blue"
        >
          <ChevronLeft size={32} strokeWidth={2.4} aria-hidden />
        </Link>
      }
      onMade={(made) => go(agentPath(made), { replace: id === undefined })}
      onDeleted={({ id: gone, name }) => go('/agents', { replace: true, deletedAgent: { id: gone, name } })}
    />
  )
}
