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
  default: 'While this page is not looked at. Your browser will ask once.',
  granted: 'While this page is not looked at.',
  denied: 'This browser does not let the page send any. Its settings for this site change that.',
  none: 'This browser has none.',
}

function currentPermission(): NotificationPermission | 'none' {
  return typeof Notification === 'undefined' ? 'none' : Notification.permission
}
