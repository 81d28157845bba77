import { z } from 'zod'
import { MemberId, Milliseconds, RequestId, RoomId } from './ids.ts'
import { AvatarColors, Name } from './member.ts'

/** Roles that a link can give: whoever has the link has the role, so none that rules the room. [R4] */
export const InvitedRole = z.enum(['member', 'viewer'])
export type InvitedRole = z.infer<typeof InvitedRole>

/** `POST /api/rooms/:room/invitations`, by an owner or a moderator of the room. */
export const InvitationRequest = z.object({
  role: InvitedRole.default('member'),
  /** Absent: it does not expire. */
  expiresAt: Milliseconds.optional(),
  /** How many people may come by it; absent: any number. */
  maxUses: z.number().int().min(1).max(10_000).optional(),
  /** Everybody who comes waits until an owner or a moderator lets them in. */
  needsApproval: z.boolean().default(false),
})
export type InvitationRequest = z.infer<typeof InvitationRequest>

export const Invitation = z.object({
  id: z.string(),
  room: RoomId,
  role: InvitedRole,
  createdBy: MemberId,
  createdAt: Milliseconds,
  expiresAt: Milliseconds.nullable(),
  maxUses: z.number().int().nullable(),
  /** How many have come by it, those included who wait. */
  uses: z.number().int(),
  needsApproval: z.boolean(),
  revokedAt: Milliseconds.nullable(),
})
export type Invitation = z.infer<typeof Invitation>

/** The path of the link is told once, when it is made: only a digest of its secret is kept. */
export const NewInvitation = Invitation.extend({ path: z.string() })
export type NewInvitation = z.infer<typeof NewInvitation>

export const InvitationList = z.object({ invitations: z.array(Invitation) })
export type InvitationList = z.infer<typeof InvitationList>

/** Somebody who came by a link that needs approval, and waits. */
export const JoinRequest = z.object({
  id: z.string(),
  room: RoomId,
  invitation: z.string(),
  person: z.object({ id: MemberId, name: z.string(), guest: z.boolean() }),
  at: Milliseconds,
})
export type JoinRequest = z.infer<typeof JoinRequest>

export const JoinRequestList = z.object({ requests: z.array(JoinRequest) })
export type JoinRequestList = z.infer<typeof JoinRequestList>

/**
 * Where somebody stands with an invitation. `open`: may join. `declined`: asked, and was not let in.
 * `ended`: was let in by it before and is a member no longer; it admits nobody twice.
 */
export const JoinStatus = z.enum(['open', 'waiting', 'declined', 'joined', 'ended'])
export type JoinStatus = z.infer<typeof JoinStatus>

/** `GET /api/join/:secret`: what the page of a link shows, to anybody who has the link. */
export const InvitationView = z.object({
  room: z.object({
    id: RoomId,
    title: z.string(),
    /** Enough to recognise the room by; no ids. */
    members: z.array(
      z.object({ name: z.string(), kind: z.enum(['person', 'agent']), colors: AvatarColors.optional() }),
    ),
    memberCount: z.number().int(),
  }),
  invitedBy: z.string(),
  role: InvitedRole,
  needsApproval: z.boolean(),
  status: JoinStatus,
  /** Who asks, where that is known. */
  me: z.object({ id: MemberId, name: z.string() }).optional(),
})
export type InvitationView = z.infer<typeof InvitationView>

/** `POST /api/join/:secret`. Whoever is not signed in gives a name and becomes a guest with a session. */
export const JoinBody = z.object({
  /** The client's own, and secret: the same one again is the same guest, so that a lost answer costs nothing. [C3] */
  id: RequestId,
  name: Name.optional(),
})
export type JoinBody = z.infer<typeof JoinBody>

export const JoinResult = z.object({ room: RoomId, status: z.enum(['joined', 'waiting']) })
export type JoinResult = z.infer<typeof JoinResult>
