import { createHash, randomBytes } from 'node:crypto'

/** A secret of 256 random bits, fit for a link or a header. It is told once; only its digest is kept. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a secret. Secrets are random and long, so a plain digest cannot be turned back. */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
