/**
 * A number in [0, 1) that depends on nothing but its arguments: the room's seed, the seq at which
 * the choice is made, and what it is about. Replaying the log throws the same dice. [D1]
 */
export function dice(seed: string, seq: number, label: string): number {
  const text = `${seed}\u0000${seq}\u0000${label}`
  return (mix(text, 0x9e3779b1) * 2 ** 21 + (mix(text, 0x85ebca6b) >>> 11)) / 2 ** 53
}

/** Multiply and rotate over the characters, then the avalanche of 32-bit MurmurHash3. */
function mix(text: string, salt: number): number {
  let hash = salt ^ text.length
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0xcc9e2d51)
    hash = (hash << 13) | (hash >>> 19)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
