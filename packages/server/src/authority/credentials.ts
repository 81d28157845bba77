import type { MemberId } from '@parley/protocol'
import { createHash, randomBytes } from 'node:crypto'
import type { Credential, Directory } from '../store/store.ts'
import type { Principal } from './principal.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const LIFETIME_MS: Record<Credential['kind'], number | null> = {
  'sign-in': DAY_MS,
  session: 90 * DAY_MS,
  token: null,
}

/** Makes a secret of 256 random bits for a person and stores its digest. The secret is shown once. */
export async function issue(
  directory: Directory,
  person: MemberId,
  kind: Credential['kind'],
  now: number,
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const lifetimeMs = LIFETIME_MS[kind]
  const expiresAt = lifetimeMs === null ? null : now + lifetimeMs
  await directory.putCredential({ hash: digest(secret), person, kind, createdAt: now, expiresAt })
  return secret
}

/** The person behind a secret of one of these kinds, or undefined if it is unknown or has expired. */
export async function verify(
  directory: Directory,
  secret: string,
  kinds: readonly Credential['kind'][],
  now: number,
): Promise<Principal | undefined> {
  const credential = await directory.readCredential(digest(secret))
  if (credential === undefined || !kinds.includes(credential.kind)) return undefined
  if (credential.expiresAt !== null && credential.expiresAt <= now) return undefined
  const person = await directory.readPerson(credential.person)
  return person && { id: person.id, name: person.name }
}

/** Verifies a secret that works once: of two simultaneous uses one gets the person. */
export async function redeem(
  directory: Directory,
  secret: string,
  now: number,
): Promise<Principal | undefined> {
  const principal = await verify(directory, secret, ['sign-in'], now)
  return principal && (await directory.deleteCredential(digest(secret))) ? principal : undefined
}

/** Makes a secret worthless. */
export async function revoke(directory: Directory, secret: string): Promise<void> {
  await directory.deleteCredential(digest(secret))
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
