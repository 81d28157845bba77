import { expect, test } from 'vitest'
import { ManualClock } from '../../test/manual-clock.ts'
import { Heartbeat } from './heartbeat.ts'
import type { Pulse } from './heartbeat.ts'

class Peer implements Pulse {
  backlog = 0
  pings = 0
  endedAt: number | undefined
  readonly #clock: ManualClock

  constructor(clock: ManualClock) {
    this.#clock = clock
  }

  ping(): void {
    this.pings += 1
  }

  terminate(): void {
    this.endedAt = this.#clock.now()
  }
}

function scene() {
  const clock = new ManualClock()
  return { clock, heartbeat: new Heartbeat(clock), peer: new Peer(clock) }
}

test('[C6] a connection that vanishes at any moment is ended within ten seconds', () => {
  for (let vanishesAt = 0; vanishesAt < 12_000; vanishesAt += 100) {
    const { clock, heartbeat, peer } = scene()
    heartbeat.add(peer)
    for (let at = 0; at < vanishesAt; at += 100) {
      if (peer.pings > 0) heartbeat.heard(peer)
      clock.pass(100)
    }
    clock.pass(10_000)
    expect(peer.endedAt).toBeDefined()
    expect((peer.endedAt ?? 0) - vanishesAt).toBeLessThanOrEqual(9_500)
  }
})

test('[C6] one that answers lives, and is pinged without end', () => {
  const { clock, heartbeat, peer } = scene()
  heartbeat.add(peer)
  for (let beat = 0; beat < 1_000; beat += 1) {
    clock.pass(4_000)
    heartbeat.heard(peer)
  }
  expect([peer.endedAt, peer.pings]).toEqual([undefined, 1_000])
})

test('[C7] a slow reader lives as long as it reads: its answer waits behind what it still has to take', () => {
  const { clock, heartbeat, peer } = scene()
  heartbeat.add(peer)
  peer.backlog = 1_000_000
  for (let beat = 0; beat < 50; beat += 1) {
    clock.pass(4_000)
    peer.backlog -= 10_000
  }
  expect(peer.endedAt).toBeUndefined()
  clock.pass(8_000)
  expect(peer.endedAt).toBeDefined()
})

test('[K3] a closed heartbeat, and a connection that was closed, leave nothing behind', () => {
  const { clock, heartbeat, peer } = scene()
  heartbeat.add(peer)
  heartbeat.remove(peer)
  clock.pass(20_000)
  expect([peer.pings, peer.endedAt]).toEqual([0, undefined])
  heartbeat.close()
  expect(clock.isIdle).toBe(true)
})
