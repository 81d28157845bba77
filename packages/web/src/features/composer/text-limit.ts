import { LIMITS, utf8Bytes } from '@parley/protocol'

const NEAR = 0.9

/** Whether a text may be sent, and what to say when it comes near the limit or is over it. [S3] */
export function textLimit(text: string): { tooLong: boolean; hint: string | undefined } {
  // Below this no text can be near, whatever its characters: no need to count on every key.
  if (text.length * 4 < LIMITS.maxTextBytes * NEAR) return { tooLong: false, hint: undefined }
  const left = LIMITS.maxTextBytes - utf8Bytes(text.trim())
  if (left < 0) return { tooLong: true, hint: `Too long by ${inWords(-left)}. A message holds 16 kB.` }
  const near = left < LIMITS.maxTextBytes * (1 - NEAR)
  return { tooLong: false, hint: near ? `${inWords(left)} left` : undefined }
}

function inWords(bytes: number): string {
  return bytes < 1_024 ? `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}` : `${(bytes / 1_024).toFixed(1)} kB`
}
