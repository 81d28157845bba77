import { lazy, useState } from 'react'
import type { ComponentProps, ComponentType } from 'react'
import type { RoomScreen } from './room-screen.tsx'

type RoomScreenProps = ComponentProps<typeof RoomScreen>

const load = () => import('./room-screen.tsx').then((module) => ({ default: module.RoomScreen }))
const Later = lazy(load)
let ready: ComponentType<RoomScreenProps> | undefined

/** Fetches what showing a room needs, before one is shown. */
export async function prepareRoomScreen(): Promise<void> {
  ready = (await load()).default
}

/** A room: at once where its code is there already, as `lazy` would not; else it suspends until it has come. [W8] */
export function RoomScreenWhenThere(props: RoomScreenProps) {
  // It stays what it began as: another component would be another room.
  const [Room] = useState(() => ready ?? Later)
  return <Room {...props} />
}
