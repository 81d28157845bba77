import type { MemberId } from '@parley/protocol'
import { castOf, type Cast, type CastMember } from '../src/context/cast.ts'
import { guardText } from '../src/models/identity-guard.ts'
import { exampleRoom } from './example-room.ts'

/** A room's cast of the person Robin and agents of these names, each a founder; `gone` are there no more. */
export function exampleCast(names: readonly string[], gone: readonly string[] = []) {
  const room = exampleRoom(names.map((name, index) => ({ id: `a_${index}`, name, title: 'Founder' })))
  const cast: Cast = new Map(
    [...castOf(room.head, room.timeline, room.agents)].map(([id, member]) => [
      id,
      { ...member, present: !gone.includes(member.label) },
    ]),
  )
  const idOf = (name: string): MemberId => `a_${names.indexOf(name)}` as MemberId
  const member = (name: string): CastMember => {
    const found = [...cast.values()].find(({ label }) => label === name) ?? cast.get(idOf(name))
    if (!found) throw new RangeError(`nobody is called ${name}`)
    return found
  }
  return { cast, idOf, member }
}

/** What is let through of `text` as words of the agent labelled `speaker`. */
export function guarded(text: string, speaker: string, names: readonly string[]) {
  const { cast, member } = exampleCast(names)
  return guardText(text, cast, member(speaker))
}
