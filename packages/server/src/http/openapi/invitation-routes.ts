import {
  InvitationList,
  InvitationRequest,
  InvitationView,
  JoinBody,
  JoinRequestList,
  JoinResult,
  NewInvitation,
} from '@parley/protocol'
import type { RouteDoc } from './route-doc.ts'

const tag = 'Invitations'
const ofRoom = { tag, scope: 'manage', errors: ['room-not-found', 'room-deleted'] } as const
const decision = {
  tag,
  scope: 'manage',
  status: 204,
  errors: ['room-not-found', 'room-deleted', 'not-found'],
} as const

export const INVITATION_ROUTES: readonly RouteDoc[] = [
  {
    ...ofRoom,
    method: 'get',
    path: '/api/rooms/:room/invitations',
    summary: 'Invitations to a room, newest first, without their links.',
    status: 200,
    answer: InvitationList,
  },
  {
    ...ofRoom,
    method: 'post',
    path: '/api/rooms/:room/invitations',
    summary: 'Invites people by a link, which is told this once in `path`.',
    body: InvitationRequest,
    status: 201,
    answer: NewInvitation,
  },
  {
    ...decision,
    method: 'delete',
    path: '/api/rooms/:room/invitations/:invitation',
    summary: 'Takes an invitation back: its link leads nowhere.',
  },
  {
    tag,
    scope: 'manage',
    method: 'get',
    path: '/api/join-requests',
    summary: 'Who waits to be let into any of the rooms where the principal may let people in.',
    status: 200,
    answer: JoinRequestList,
  },
  {
    ...ofRoom,
    method: 'get',
    path: '/api/rooms/:room/join-requests',
    summary: 'Who waits to be let in.',
    status: 200,
    answer: JoinRequestList,
  },
  {
    ...decision,
    method: 'post',
    path: '/api/rooms/:room/join-requests/:request/approve',
    summary: 'Lets somebody in.',
    errors: [...decision.errors, 'too-large', 'invitation-ended'],
  },
  {
    ...decision,
    method: 'post',
    path: '/api/rooms/:room/join-requests/:request/decline',
    summary: 'Does not let somebody in.',
  },
  {
    method: 'get',
    path: '/api/join/:secret',
    tag,
    scope: 'none',
    summary: 'What a link leads to, and where I stand with it.',
    status: 200,
    answer: InvitationView,
    errors: ['invitation-ended', 'forbidden', 'rate-limited'],
  },
  {
    method: 'post',
    path: '/api/join/:secret',
    tag,
    scope: 'none',
    summary: 'Joins by a link. Who is not signed in gives a name and becomes a guest with a session.',
    body: JoinBody,
    status: 200,
    answer: JoinResult,
    errors: ['invitation-ended', 'forbidden', 'unauthorized', 'too-large', 'rate-limited'],
  },
]
