import type { Clock } from '../clock.ts'
import type { Report } from '../report.ts'
import type { Attachments } from './attachments.ts'

const EVERY_MS = 6 * 60 * 60 * 1_000

/** Forgets unused uploads, a few times a day so that each goes soon after its day. Answers how to stop that. */
export function sweepDaily(
  attachments: Pick<Attachments, 'sweep'>,
  clock: Clock,
  report: Report,
): () => void {
  let cancel: () => void = () => undefined
  const later = () => {
    cancel = clock.after(EVERY_MS, () => {
      attachments.sweep().catch((error: unknown) => report('unused files could not be swept', { error }))
      later()
    })
  }
  later()
  return () => cancel()
}
