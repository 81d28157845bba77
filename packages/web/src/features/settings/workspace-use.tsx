import type { MemberId } from '@parley/protocol'
import { UsageView } from '../../shared/usage/usage-view.tsx'
import { useFetched } from '../../shared/use-fetched.ts'
import { useWorkspaceAgents } from '../../shared/use-workspace-agents.ts'
import { workshop } from '../../shared/workshop.ts'
import { Setting } from './setting.tsx'

const fetchUsage = () => workshop.usage()

/** What all rooms together used up, beside what they may. [W4, M4, D13] */
export function WorkspaceUse() {
  const { value, trouble } = useFetched(fetchUsage)
  const agents = useWorkspaceAgents()
  const nameOf = (agent: MemberId) => agents.find(({ id }) => id === agent)?.name ?? 'An agent that is gone'
  const note =
    value?.budget === undefined
      ? 'Across all rooms. PARLEY_TOKENS_PER_DAY and PARLEY_USD_PER_DAY in the server’s environment set limits.'
      : 'Across all rooms. Agents stop when it is used up.'
  return (
    <Setting name="Use and cost" note={note}>
      {trouble && <p className="text-[13px] text-red">{trouble}</p>}
      {value && <UsageView report={value} nameOf={nameOf} />}
    </Setting>
  )
}
