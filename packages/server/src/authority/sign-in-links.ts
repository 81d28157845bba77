import type { MemberId } from '@parley/protocol'
import { v7 as newId } from 'uuid'
import type { Directory } from '../store/store.ts'
import { digest, newSecret } from './secret.ts'

const LINK = 'sign-in-link'
const LIFETIME_MS = 24 * 60 * 60 * 1_000

/** The secret of a link that signs a person in once, within a day. [S1] */
export async function issueSignInLink(
  { records }: Directory,
  person: MemberId,
  now: number,
): Promise<string> {
  await records.remove(LINK, [{ field: 'expiresAt', operator: 'lte', value: now }])
  const secret = newSecret()
  const expiresAt = now + LIFETIME_MS
  await records.add(LINK, { id: newId(), hash: digest(secret), member: person, expiresAt })
  return secret
}

/** The person whom the link signs in; of two simultaneous uses one gets an answer. */
export async function redeemSignInLink(
  { records }: Directory,
  secret: string,
  now: number,
): Promise<MemberId | undefined> {
  const where = [
    { field: 'hash', value: digest(secret) },
    { field: 'expiresAt', operator: 'gt', value: now } as const,
  ]
  const [link] = await records.remove(LINK, where, 1)
  return link?.['member'] as MemberId | undefined
}
