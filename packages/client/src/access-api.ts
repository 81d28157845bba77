import type {
  ApiToken,
  ApiTokenList,
  EventId,
  Invitation,
  InvitationList,
  InvitationRequest,
  InvitationView,
  JoinBody,
  JoinRequest,
  JoinRequestList,
  JoinResult,
  ModelList,
  NewApiToken,
  NewInvitation,
  RoomId,
  SessionInfo,
  SessionList,
  SignInLink,
  TokenRequest,
} from '@parley/protocol'
import { HttpApi } from './http-api.ts'
import { newEventId } from './new-id.ts'
import type { ConnectOptions } from './surroundings.ts'

/** Who comes into rooms, and how; every call throws a `ParleyError`. [R4] */
export interface AccessApi {
  /** What a link leads to. It needs no session. */
  invitation(secret: string): Promise<InvitationView>
  /** Joins by a link; who is not signed in gives a name and is signed in as a guest. Tried again it is the same guest. [C3] */
  join(secret: string, name?: string): Promise<JoinResult>
  /** Invitations to a room, newest first, for its owners and moderators. */
  invitations(room: RoomId): Promise<readonly Invitation[]>
  /** The link is in the answer's `path`, this once. */
  invite(room: RoomId, request: Partial<InvitationRequest>): Promise<NewInvitation>
  revokeInvitation(room: RoomId, invitation: string): Promise<void>
  /** Who waits to be let in. */
  joinRequests(room: RoomId): Promise<readonly JoinRequest[]>
  /** The same of every room where one may let people in. */
  allJoinRequests(): Promise<readonly JoinRequest[]>
  decide(room: RoomId, request: string, decision: 'approve' | 'decline'): Promise<void>
  /** Tokens that one has made for programs, without their secrets. [S1] */
  tokens(): Promise<readonly ApiToken[]>
  /** The secret is in the answer's `token`, this once. */
  makeToken(request: Partial<TokenRequest>): Promise<NewApiToken>
  revokeToken(token: string): Promise<void>
  /** The browsers in which one is signed in. */
  sessions(): Promise<readonly SessionInfo[]>
  endSession(session: string): Promise<void>
  /** A path that signs another browser in, once. */
  signInLink(): Promise<string>
  /** Through which providers agents can speak. [M1] */
  models(): Promise<ModelList>
}

/** Access to a server without a connection. [E1] */
export function openAccess({
  url,
  token,
  fetch = globalThis.fetch,
}: Pick<ConnectOptions, 'url' | 'token' | 'fetch'>): AccessApi {
  const http = new HttpApi(url.replace(/\/+$/, ''), token, fetch)
  /** The id of what is asked by each link. */
  const ids = new Map<string, EventId>()
  const invitations = (room: RoomId) => `/api/rooms/${room}/invitations`
  const requests = (room: RoomId) => `/api/rooms/${room}/join-requests`
  const link = (secret: string) => `/api/join/${encodeURIComponent(secret)}`
  return {
    invitation: (secret) => http.ask<InvitationView>('GET', link(secret)),
    join: (secret, name) => {
      const id = ids.get(secret) ?? newEventId()
      ids.set(secret, id)
      const body = { id, ...(name === undefined ? {} : { name }) } as JoinBody
      return http.ask<JoinResult>('POST', link(secret), body)
    },
    invitations: async (room) => (await http.ask<InvitationList>('GET', invitations(room))).invitations,
    invite: (room, request) => http.ask<NewInvitation>('POST', invitations(room), request),
    revokeInvitation: (room, id) => http.ask<void>('DELETE', `${invitations(room)}/${id}`),
    joinRequests: async (room) => (await http.ask<JoinRequestList>('GET', requests(room))).requests,
    allJoinRequests: async () => (await http.ask<JoinRequestList>('GET', '/api/join-requests')).requests,
    decide: (room, id, decision) => http.ask<void>('POST', `${requests(room)}/${id}/${decision}`, {}),
    tokens: async () => (await http.ask<ApiTokenList>('GET', '/api/tokens')).tokens,
    makeToken: (request) => http.ask<NewApiToken>('POST', '/api/tokens', request),
    revokeToken: (id) => http.ask<void>('DELETE', `/api/tokens/${id}`),
    sessions: async () => (await http.ask<SessionList>('GET', '/api/sessions')).sessions,
    endSession: (id) => http.ask<void>('DELETE', `/api/sessions/${id}`),
    signInLink: async () => (await http.ask<SignInLink>('POST', '/api/sign-in-links', {})).path,
    models: () => http.ask<ModelList>('GET', '/api/models'),
  }
}
