import { expect, test } from 'vitest'
import type { RoomEvent } from '@parley/protocol'
import { ManualClock } from '../../test/manual-clock.ts'
import { APPROVAL_MS, ApprovalDesk } from './approval-desk.ts'

function desk() {
  const clock = new ManualClock()
  const it = new ApprovalDesk(clock)
  const say = (by: string, decision: 'approve' | 'decline', call = 'c1') =>
    it.hear({ by, data: { turn: 't1', call, decision } } as unknown as RoomEvent<'approval-given'>)
  const controller = new AbortController()
  const wait = (needed = 1) => it.wait('c1', { needed, expiresAt: APPROVAL_MS }, controller.signal)
  return { clock, say, wait, controller }
}

test('[S5] one approval is enough where one is needed', async () => {
  const { wait, say, clock } = desk()
  const verdict = wait()
  say('pat', 'approve', 'c2')
  say('pat', 'approve')
  expect(await verdict).toBe('approved')
  expect(clock.isIdle).toBe(true)
})

test('[S5] k of n: different people have to approve, and a word from before counts', async () => {
  const { wait, say } = desk()
  say('pat', 'approve')
  let verdict = ''
  const waiting = wait(2).then((said) => (verdict = said))
  say('pat', 'approve')
  await Promise.resolve()
  expect(verdict).toBe('')
  say('zoe', 'approve')
  expect(await waiting).toBe('approved')
})

test('[S5] one who declines ends it', async () => {
  const { wait, say } = desk()
  const verdict = wait(3)
  say('pat', 'approve')
  say('zoe', 'decline')
  expect(await verdict).toBe('declined')
})

test('[S5] whoever approved may still decline, and not the other way round', async () => {
  const { wait, say } = desk()
  say('pat', 'approve')
  say('pat', 'decline')
  say('pat', 'approve')
  say('zoe', 'approve')
  expect(await wait(2)).toBe('declined')
})

test('[S5] it expires after ten minutes', async () => {
  const { wait, clock } = desk()
  const verdict = wait()
  clock.pass(APPROVAL_MS - 1)
  expect(clock.isIdle).toBe(false)
  clock.pass(1)
  expect(await verdict).toBe('expired')
})

test('[D4 S5] an abort ends the waiting and leaves no timer', async () => {
  const { wait, controller, clock } = desk()
  const verdict = wait()
  controller.abort(new Error('cut off'))
  await expect(verdict).rejects.toThrow('cut off')
  expect(clock.isIdle).toBe(true)
})
