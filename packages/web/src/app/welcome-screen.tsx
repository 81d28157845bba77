import { useMe, useParley } from '@parley/react'
import { Welcome } from '../features/welcome/welcome.tsx'
import type { FirstRoom } from '../features/welcome/welcome.tsx'
import { BackLink } from '../shared/back-link.tsx'
import { useDeviceSettings } from '../shared/device-settings.ts'
import { go, roomPath } from '../shared/navigation.ts'
import { useWorkspaceAgents } from '../shared/use-workspace-agents.ts'

/** The way of a newcomer into a living room. */
export function WelcomeScreen() {
  const client = useParley()
  const agents = useWorkspaceAgents()
  const me = useMe()
  const { pace } = useDeviceSettings()
  if (me === undefined) return null
  const open = async ({ name, members, replyMode }: FirstRoom) => {
    if (name !== me.name) await client.rename(name)
    const room = await client.createRoom({ members, replyMode, ...(pace ? { pace } : {}) })
    // Should this fail, the room itself offers to start.
    client
      .command(room, replyMode === 'manual' ? ASK : { type: 'request-turn', intent: 'start' })
      .catch(() => undefined)
    go(roomPath(room), { replace: true })
  }
  return (
    <div className="grid h-full place-items-center overflow-y-auto px-6 pt-16 pb-8">
      <div className="absolute top-[env(safe-area-inset-top)] left-0 h-14 wide:hidden">
        <BackLink current={undefined} />
      </div>
      <Welcome name={me.name} agents={agents} onDone={open} />
    </div>
  )
}

const ASK = { type: 'request-turn', intent: 'ask' } as const
