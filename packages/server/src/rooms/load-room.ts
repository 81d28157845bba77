import { fold } from '@parley/director'
import type { DirectorState } from '@parley/director'
import type { RoomId, Seq } from '@parley/protocol'
import { RoomRunner } from './room-runner.ts'
import type { RoomPorts } from './room-runner.ts'
import { readFold } from './saved-fold.ts'

const PAGE = 500

/** Takes a room's director over: claims it, then folds its log from the last saved state. [D15] */
export async function loadRoom(room: RoomId, ports: RoomPorts): Promise<RoomRunner | undefined> {
  const epoch = await ports.store.claim(room)
  const saved = await ports.store.readFold(room)
  let state = saved && readFold(saved.state)
  const savedAt = state?.head.seq ?? (0 as Seq)
  for (;;) {
    const page = await ports.store.readEvents(room, state?.head.seq ?? (0 as Seq), PAGE)
    if (page === undefined) return undefined
    state = page.events.reduce<DirectorState | undefined>((folded, event) => fold(folded, event), state)
    if (state === undefined) return undefined
    if (page.to >= page.head) return new RoomRunner(room, epoch, state, savedAt, ports)
  }
}
