import { LIFE_ROOMS } from './life-rooms.ts'
import { roomOf, type StarterRoom } from './room.ts'
import { WORK_ROOMS } from './work-rooms.ts'

/** The rooms of a new workspace: short invented exchanges that show how a room feels. [R7] */
export const STARTER_ROOMS: readonly StarterRoom[] = [...WORK_ROOMS, ...LIFE_ROOMS].map(roomOf)
