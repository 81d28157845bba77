import type { MemberId } from '@parley/protocol'
import type { Records, StoredRecord } from './records.ts'
import type { Directory, Person } from './store.ts'

/** The kind of record that people are; the library for accounts calls them users. */
export const PEOPLE = 'user'

/** People as records: what a store needs besides `Records` to be a directory of them. */
export function peopleOf(records: Records): Pick<Directory, 'readPerson' | 'putPerson' | 'deleteGuest'> {
  return {
    readPerson: async (id) => {
      const [record] = await records.find(PEOPLE, { where: [{ field: 'id', value: id }] })
      return record && personOf(record)
    },
    putPerson: async (person) => {
      const { name } = person
      const where = [{ field: 'id', value: person.id }]
      const known = await records.change(PEOPLE, where, { set: { name, guest: person.guest === true } })
      if (known.length === 0) await records.add(PEOPLE, recordOf(person))
    },
    deleteGuest: async (id) => {
      await records.remove(PEOPLE, [
        { field: 'id', value: id },
        { field: 'guest', value: true },
      ])
    },
  }
}

function personOf({ id, name, createdAt, guest }: StoredRecord): Person {
  const person = { id: id as MemberId, name: String(name), createdAt: Number(createdAt) }
  return guest === true ? { ...person, guest } : person
}

/** An address is what accounts are found by: until a person gives one, theirs leads nowhere (RFC 2606). */
export function placeholderEmail(id: string): string {
  return `${id.toLowerCase()}@people.invalid`
}

function recordOf({ id, name, createdAt, guest }: Person): StoredRecord {
  const email = placeholderEmail(id)
  return {
    id,
    name,
    email,
    emailVerified: false,
    image: null,
    createdAt,
    updatedAt: createdAt,
    guest: guest === true,
  }
}
