import type { MemberId } from '@parley/protocol'
import type { Directory, Person } from '../store/store.ts'

const OWNER_NOTE = 'owner'

/** The person to whom this installation belongs; the first start creates them. [S1] */
export async function ensureOwner(
  directory: Directory,
  newId: () => string,
  name: string,
  now: number,
): Promise<Person> {
  const known = await directory.readNote(OWNER_NOTE)
  const person = known === undefined ? undefined : await directory.readPerson(known as MemberId)
  if (person !== undefined) return person
  const owner: Person = { id: `p_${newId()}` as MemberId, name, createdAt: now }
  await directory.putPerson(owner)
  await directory.putNote(OWNER_NOTE, owner.id)
  return owner
}
