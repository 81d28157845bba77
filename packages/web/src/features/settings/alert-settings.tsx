import { useState } from 'react'
import { changeDeviceSettings, useDeviceSettings } from '../../shared/device-settings.ts'
import { SwitchRow } from '../../shared/switch-row.tsx'
import { Setting } from './setting.tsx'

type AlertSettingsProps = {
  /** Lets one hear what is switched on. */
  onListen: () => void
}

/** Sounds and notifications of this browser. [W1] */
export function AlertSettings({ onListen }: AlertSettingsProps) {
  const { sounds, notifications } = useDeviceSettings()
  const [permission, setPermission] = useState(currentPermission)
  const allow = async (wanted: boolean) => {
    if (!wanted) return changeDeviceSettings({ notifications: false })
    const answer = permission === 'granted' ? permission : await Notification.requestPermission()
    setPermission(answer)
    return changeDeviceSettings({ notifications: answer === 'granted' })
  }
  const isPossible = permission === 'default' || permission === 'granted'
  return (
    <Setting name="Alerts" note="For this browser. Rooms whose alerts are hidden stay silent.">
      <SwitchRow
        name="Sounds"
        checked={sounds}
        onChange={(on) => {
          changeDeviceSettings({ sounds: on })
          if (on) onListen()
        }}
      />
      <SwitchRow
        name="Notifications"
        note={NOTES[permission]}
        checked={notifications && permission === 'granted'}
        disabled={!isPossible}
        onChange={(on) => void allow(on)}
      />
    </Setting>
  )
}

const NOTES: Record<NotificationPermission | 'none', string> = {
  default: 'While you are not looking at Parley. Your browser asks once.',
  granted: 'While you are not looking at Parley.',
  denied: 'Your browser blocks them. Its settings for this site can change that.',
  none: 'This browser cannot show any.',
}

function currentPermission(): NotificationPermission | 'none' {
  return typeof Notification === 'undefined' ? 'none' : Notification.permission
}
