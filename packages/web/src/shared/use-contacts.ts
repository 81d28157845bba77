import { useMe, useRooms } from '@parley/react'
import { peopleOfRooms } from './contacts.ts'
import type { Contact } from './contacts.ts'
import { useWorkspaceAgents } from './use-workspace-agents.ts'

/** Everybody whom the reader can bring into a room. */
export function useContacts(): readonly Contact[] {
  const me = useMe()?.id
  const agents = useWorkspaceAgents()
  const rooms = useRooms()
  return me === undefined ? agents : [...peopleOfRooms(rooms, me), ...agents]
}
