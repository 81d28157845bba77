import { useSyncExternalStore } from 'react'
import { PACES } from '@parley/protocol'
import type { Pace } from '@parley/protocol'
import { Listeners } from './listeners.ts'
import { readStored, writeStored } from './storage.ts'
import { PRECISE_POINTER } from './use-media.ts'

/** What a reader chooses for this browser alone. */
export type DeviceSettings = {
  sounds: boolean
  /** Wanted here; whether the browser allows them is another matter. */
  notifications: boolean
  /** For rooms that one makes; undefined: as the server has it. */
  pace: Pace | undefined
}

const KEYS = { sounds: 'parley.sounds', notifications: 'parley.notifications', pace: 'parley.pace' } as const
const listeners = new Listeners()
let known: DeviceSettings | undefined

/** The same object while nothing changes. Sounds are on where there is a mouse, and off on a phone. [W1] */
export function deviceSettings(): DeviceSettings {
  known ??= {
    sounds: (readStored(KEYS.sounds) ?? (matchMedia(PRECISE_POINTER).matches ? 'on' : 'off')) === 'on',
    notifications: readStored(KEYS.notifications) === 'on',
    pace: PACES.find((pace) => pace === readStored(KEYS.pace)),
  }
  return known
}

/** Holds at once, and at later visits. */
export function changeDeviceSettings(change: Partial<DeviceSettings>): void {
  const next = { ...deviceSettings(), ...change }
  known = next
  if ('sounds' in change) writeStored(KEYS.sounds, next.sounds ? 'on' : 'off')
  if ('notifications' in change) writeStored(KEYS.notifications, next.notifications ? 'on' : undefined)
  if ('pace' in change) writeStored(KEYS.pace, next.pace)
  listeners.tell()
}

/** The settings of this browser; renders again when one changes. */
export function useDeviceSettings(): DeviceSettings {
  return useSyncExternalStore(listeners.subscribe, deviceSettings)
}
