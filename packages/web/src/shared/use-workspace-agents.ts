import { useEffect } from 'react'
import type { Agent } from '@parley/protocol'
import { useAgents, useConnection, useParley } from '@parley/react'

/** The agents of the workspace, fetched anew when this is mounted and after each reconnection. */
export function useWorkspaceAgents(): readonly Agent[] {
  const client = useParley()
  const online = useConnection() === 'online'
  useEffect(() => {
    // Offline the last known ones stay; the next connection fetches them.
    if (online) client.loadAgents().catch(() => undefined)
  }, [client, online])
  return useAgents()
}
