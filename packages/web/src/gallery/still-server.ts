import type { JoinRequestList, MemberId } from '@parley/protocol'
import { NOW } from './build-room.ts'
import { KNOCKED } from './list-rooms.ts'
import { tested } from './providers.ts'

/** Somebody at a door. */
const waiting = (name: string) => ({
  id: name,
  room: KNOCKED,
  invitation: 'gallery',
  person: { id: name as MemberId, name, guest: true },
  at: NOW,
})
const REQUESTS: JoinRequestList = { requests: [waiting('Lina'), waiting('Otto')] }

const ANSWERS: Record<string, (body: string) => unknown> = {
  '/api/join-requests': () => REQUESTS,
  '/api/models/test': tested,
}

/** Answers what the pieces of the gallery ask a server; nobody else is asked. */
globalThis.fetch = (request, { body = '' } = {}) => {
  const answer = ANSWERS[new URL(String(request)).pathname]
  return Promise.resolve(answer ? Response.json(answer(String(body))) : new Response(null, { status: 404 }))
}
