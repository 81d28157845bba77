import type { ApiToken, MemberId, RoomId, Scope, TokenRequest } from '@parley/protocol'
import { SCOPES } from '@parley/protocol'
import { v7 as newId } from 'uuid'
import { Refusal } from '../refusal.ts'
import type { StoredRecord } from '../store/records.ts'
import type { Directory } from '../store/store.ts'
import type { Principal } from './principal.ts'
import { digest, newSecret } from './secret.ts'

const TOKEN = 'token'

/** Whose token it is, and who answers for it. */
export type TokenOwner = { member: MemberId; kind: 'person' | 'agent'; createdBy: MemberId }

/** Makes a token and stores its digest; the secret in the answer is told once. [S1, A4] */
export async function issueToken(
  { records }: Directory,
  { member, kind, createdBy }: TokenOwner,
  now: number,
  { name = '', scopes = [...SCOPES], rooms, expiresAt }: Partial<TokenRequest> = {},
): Promise<ApiToken & { token: string }> {
  const token = newSecret()
  const record = {
    id: newId(),
    hash: digest(token),
    member,
    kind,
    createdBy,
    name,
    scopes,
    rooms: rooms ?? null,
    createdAt: now,
    expiresAt: expiresAt ?? null,
  }
  await records.add(TOKEN, record)
  return { ...tokenOf(record), token }
}

/** The principal of a token; undefined where it is unknown, revoked, expired, or its member is gone. */
export async function verifyToken(
  directory: Directory,
  secret: string,
  now: number,
): Promise<Principal | undefined> {
  const [record] = await directory.records.find(TOKEN, { where: [{ field: 'hash', value: digest(secret) }] })
  if (record === undefined) return undefined
  const { id: credential, member, scopes, rooms, expiresAt } = tokenOf(record)
  if (expiresAt !== null && expiresAt <= now) return undefined
  const holder =
    record['kind'] === 'agent' ? await agentOf(directory, member) : await personOf(directory, member)
  if (holder === undefined) return undefined
  return {
    ...holder,
    credential,
    ...(expiresAt === null ? {} : { expiresAt }),
    grant: { scopes, ...(rooms === null ? {} : { rooms }) },
  }
}

/** Tokens that a person made, or those of an agent; without their secrets. */
export async function listTokens(
  { records }: Directory,
  by: { createdBy: MemberId } | { member: MemberId },
): Promise<ApiToken[]> {
  const where = Object.entries(by).map(([field, value]) => ({ field, value }))
  return (await records.find(TOKEN, { where })).map(tokenOf)
}

/** Makes a token of this person's worthless; false: there is none with this id. */
export async function revokeToken({ records }: Directory, id: string, createdBy: MemberId): Promise<boolean> {
  const where = [
    { field: 'id', value: id },
    { field: 'createdBy', value: createdBy },
  ]
  return (await records.remove(TOKEN, where)).length > 0
}

/** Makes a token worthless that the caller holds itself. */
export async function revokeSecret({ records }: Directory, secret: string): Promise<void> {
  await records.remove(TOKEN, [{ field: 'hash', value: digest(secret) }])
}

/** All tokens of a member that is no more; answers their ids. */
export async function revokeTokensOf({ records }: Directory, member: MemberId): Promise<string[]> {
  return (await records.remove(TOKEN, [{ field: 'member', value: member }])).map(({ id }) => id)
}

/** A token may make others, but none that can more than itself. @throws Refusal */
export function requireNarrower({ grant, expiresAt: end }: Principal, request: TokenRequest): void {
  const { scopes, rooms, expiresAt } = request
  const wider =
    (grant !== undefined && scopes.some((scope) => !grant.scopes.includes(scope))) ||
    (grant?.rooms !== undefined &&
      (rooms ?? [undefined]).some((room) => !room || !grant.rooms?.includes(room))) ||
    (end !== undefined && (expiresAt === undefined || expiresAt > end))
  if (wider) throw new Refusal('forbidden', 'A token cannot make one that may do more than itself.')
}

async function personOf(directory: Directory, id: MemberId): Promise<Principal | undefined> {
  const person = await directory.readPerson(id)
  return person && { id, name: person.name, ...(person.guest ? { guest: true } : {}) }
}

async function agentOf(directory: Directory, id: MemberId): Promise<Principal | undefined> {
  const agent = await directory.readAgent(id)
  return agent && { id, name: agent.name, kind: 'agent' }
}

function tokenOf(record: StoredRecord): ApiToken {
  return {
    id: record.id,
    member: record['member'] as MemberId,
    name: record['name'] as string,
    scopes: record['scopes'] as Scope[],
    rooms: record['rooms'] as RoomId[] | null,
    createdBy: record['createdBy'] as MemberId,
    createdAt: record['createdAt'] as number,
    expiresAt: record['expiresAt'] as number | null,
  }
}
