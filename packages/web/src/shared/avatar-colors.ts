import type { Member } from '@parley/protocol'

/** Top and bottom of a gradient on which white initials can be read. */
export type AvatarGradient = readonly [top: string, bottom: string]

export const PALETTE: readonly AvatarGradient[] = [
  ['#ff8a5c', '#d6336c'],
  ['#f7a531', '#c2410c'],
  ['#5cc96b', '#12805c'],
  ['#3fc5c9', '#0e6f8f'],
  ['#5aa9ff', '#2b5bd7'],
  ['#8f86ff', '#5b3fd1'],
  ['#d07bf0', '#8a34b8'],
  ['#ff7fa8', '#b5306f'],
  ['#a3b763', '#55722a'],
  ['#8fa3b8', '#4a5f78'],
]

/** The member's own colours, else ones that its id always chooses alike. [W1] */
export function avatarGradient(member: Pick<Member, 'id' | 'colors'>): AvatarGradient {
  if (member.colors) return member.colors
  let hash = 2_166_136_261
  for (let index = 0; index < member.id.length; index += 1) {
    hash = Math.imul(hash ^ member.id.charCodeAt(index), 16_777_619)
  }
  return PALETTE[(hash >>> 0) % PALETTE.length] ?? ['#8fa3b8', '#4a5f78']
}
