import { expect, test } from 'vitest'
import type { Agent, MemberId } from '@parley/protocol'
import { ANN, BOB } from './requests.ts'
import type { Store } from '../../src/store/store.ts'

/** People, agents and notes. [S1] */
export function testDirectory(store: () => Store): void {
  test('[S1] people, agents and notes are put, read and deleted', async () => {
    const { directory } = store()
    const person = { id: ANN, name: 'Ann', createdAt: 1 }
    expect(await directory.readPerson(ANN)).toBeUndefined()
    await directory.putPerson(person)
    await directory.putPerson({ ...person, name: 'Anna' })
    expect(await directory.readPerson(ANN)).toEqual({ ...person, name: 'Anna' })
    await directory.putPerson({ id: BOB, name: 'Bob', createdAt: 2, guest: true })
    expect(await directory.readPerson(BOB)).toEqual({ id: BOB, name: 'Bob', createdAt: 2, guest: true })

    for (const id of [ANN, BOB]) await directory.deleteGuest(id)
    expect(await directory.readPerson(BOB)).toBeUndefined()
    expect(await directory.readPerson(ANN)).toMatchObject({ name: 'Anna' })

    const agent = (id: string): Agent => ({
      id: id as MemberId,
      starter: true,
      name: id,
      title: '',
      bio: '',
      personality: '',
      model: '',
      talkativeness: 0.5,
      paused: false,
    })
    for (const id of ['zoe', 'abe', 'mia']) await directory.putAgent(agent(id))
    await directory.putAgent({ ...agent('zoe'), paused: true })
    await directory.deleteAgent('abe' as MemberId)
    expect(await directory.readAgents()).toEqual([{ ...agent('zoe'), paused: true }, agent('mia')])
    expect(await directory.readAgent('mia' as MemberId)).toEqual(agent('mia'))
    expect(await directory.readAgent('abe' as MemberId)).toBeUndefined()

    expect(await directory.readNote('starter')).toBeUndefined()
    await directory.putNote('starter', '1')
    await directory.putNote('starter', '2')
    expect(await directory.readNote('starter')).toBe('2')
  })
}
