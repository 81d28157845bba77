import { changeDeviceSettings, useDeviceSettings } from '../../shared/device-settings.ts'
import { PACE_OPTIONS, PACE_WORDS } from '../../shared/pace-words.ts'
import { SegmentedChoice } from '../../shared/segmented-choice.tsx'
import { Setting } from './setting.tsx'

const OPTIONS = [{ value: 'server', name: 'Default' }, ...PACE_OPTIONS] as const

/** How fast agents move in rooms that one makes from now on. [D6] */
export function DefaultPace() {
  const { pace } = useDeviceSettings()
  return (
    <Setting
      name="Pace of new rooms"
      note={pace ? PACE_WORDS[pace].meaning : 'The server’s default. Each room can change it in its details.'}
    >
      <SegmentedChoice
        label="Pace of new rooms"
        options={OPTIONS}
        value={pace ?? 'server'}
        onChoose={(choice) => changeDeviceSettings({ pace: choice === 'server' ? undefined : choice })}
      />
    </Setting>
  )
}
