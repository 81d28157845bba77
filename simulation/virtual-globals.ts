import type { Random } from './random.ts'
import type { VirtualTime } from './virtual-time.ts'

/**
 * Lets the clients, which take time and chance from the globals as in a browser, live in the world's; answers
 * how to put the real ones back. The server has ports for both.
 */
export function replaceGlobals(time: VirtualTime, epoch: number, random: Random): () => void {
  const real = { setTimeout, clearTimeout, dateNow: Date.now, random: Math.random }
  const alarms = new Map<number, () => void>()
  let made = 0
  const set = (run: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
    const id = (made += 1)
    const cancel = time.after(ms, () => {
      alarms.delete(id)
      run(...given)
    })
    alarms.set(id, cancel)
    return id
  }
  const clear = (id: number | undefined) => {
    if (id === undefined) return
    alarms.get(id)?.()
    alarms.delete(id)
  }
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear })
  Date.now = () => epoch + time.now
  Math.random = () => random.next()
  Object.defineProperty(performance, 'now', { configurable: true, value: () => time.now })
  Object.defineProperty(crypto, 'getRandomValues', {
    configurable: true,
    value: (bytes: Uint8Array) => bytes.fill(0).map(() => random.between(0, 255)),
  })
  return () => {
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout })
    Date.now = real.dateNow
    Math.random = real.random
    // The real ones are inherited.
    Reflect.deleteProperty(performance, 'now')
    Reflect.deleteProperty(crypto, 'getRandomValues')
  }
}
