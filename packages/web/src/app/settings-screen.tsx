import { useMe } from '@parley/react'
import { play } from '../features/alerts/sounds.ts'
import { AlertSettings } from '../features/settings/alert-settings.tsx'
import { Appearance } from '../features/settings/appearance.tsx'
import { DefaultPace } from '../features/settings/default-pace.tsx'
import { ModelState } from '../features/settings/model-state.tsx'
import { Profile } from '../features/settings/profile.tsx'
import { Sessions } from '../features/settings/sessions.tsx'
import { Tokens } from '../features/settings/tokens.tsx'
import { WorkspaceUse } from '../features/settings/workspace-use.tsx'
import { BackLink } from '../shared/back-link.tsx'

/** What one can choose; everything holds at once. */
export function SettingsScreen() {
  const me = useMe()
  if (me === undefined) return null
  return (
    <section
      aria-label="Settings"
      className="h-full overflow-y-auto overscroll-contain bg-sheet pt-[env(safe-area-inset-top)]"
    >
      <header className="sticky top-0 z-10 grid h-14 place-items-center bg-sheet/85 backdrop-blur-xl">
        <span className="absolute inset-y-0 left-0 wide:hidden">
          <BackLink current={undefined} />
        </span>
        <h1 className="text-[16px] font-semibold">Settings</h1>
      </header>
      <div className="mx-auto grid max-w-[600px] grid-cols-[minmax(0,1fr)] gap-4 px-4 pb-10">
        <Profile id={me.id} name={me.name} />
        <Appearance />
        <AlertSettings onListen={() => play('received')} />
        <DefaultPace />
        {!me.guest && <ModelState />}
        {!me.guest && <WorkspaceUse />}
        <Sessions />
        {!me.guest && <Tokens />}
        <p className="text-center text-[12px] text-soft">Parley {me.server.version}</p>
      </div>
    </section>
  )
}
