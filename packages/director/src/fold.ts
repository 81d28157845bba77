import type { RoomEvent } from '@parley/protocol'
import { foldHead } from '@parley/room'
import { foldFloor } from './floor-of-room.ts'
import { foldRun } from './run.ts'
import { runningTurn } from './state.ts'
import type { DirectorState, Run } from './state.ts'

const IDLE: Run = {
  active: false,
  agentMessages: 0,
  acknowledgements: 0,
  owed: [],
  spokenAt: {},
  attempts: 0,
  turns: 0,
}

/** Folds one event. Total: what makes no sense in this state changes nothing but `head.seq`. */
export function fold(state: DirectorState | undefined, event: RoomEvent): DirectorState {
  const head = foldHead(state?.head, event)
  const floor = foldFloor(state, event)
  const about = floor === undefined ? {} : { floor }
  if (state === undefined) return { head, run: IDLE, spoken: {}, ...about }
  return { head, run: foldRun(state, event), spoken: foldSpoken(state, event), ...about }
}

function foldSpoken(state: DirectorState, event: RoomEvent): DirectorState['spoken'] {
  const { spoken } = state
  switch (event.type) {
    case 'message-posted':
    case 'message-finished': {
      const status = event.type === 'message-posted' ? 'complete' : event.data.status
      const { turn } = event.data
      return turn === undefined || runningTurn(state, turn) === undefined
        ? spoken
        : { ...spoken, [turn]: status }
    }
    case 'turn-ended': {
      if (spoken[event.data.turn] === undefined) return spoken
      const { [event.data.turn]: _, ...rest } = spoken
      return rest
    }
    default:
      return spoken
  }
}
