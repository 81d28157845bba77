import type { Context } from 'hono'
import { Refusal } from '../refusal.ts'

/** The bytes of a request's body; no more than `maxBytes` are ever held. @throws Refusal */
export async function readBytes(context: Context, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new Refusal('too-large', `A file may have ${Math.floor(maxBytes / 1024)} kB here.`)
  if (Number(context.req.header('content-length') ?? 0) > maxBytes) throw tooLarge()
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of context.req.raw.body ?? []) {
    length += part.byteLength
    if (length > maxBytes) throw tooLarge()
    parts.push(part)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.byteLength
  }
  return bytes
}

/** Names a file for whoever keeps the answer, in letters that every system takes. */
export function attachment(name: string, ending: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\p{ASCII}]|[^\w -]/gu, '')
    .trim()
    .slice(0, 60)
  return `attachment; filename="${plain || 'parley'}.${ending}"`
}
