import { expect, test } from 'vitest'
import type { Agent, MemberId } from '@parley/protocol'
import { matchingContacts, namedContacts } from './contact-matches.ts'

const agent = (id: string, name: string, title: string): Agent => ({
  id: id as MemberId,
  name,
  title,
  bio: '',
  personality: '',
  model: '',
  talkativeness: 0.5,
  paused: false,
  starter: true,
})
const agents = [
  agent('1', 'Cédric Grolet', 'Pastry chef'),
  agent('2', 'Jiro Ono', 'Master sushi chef'),
  agent('3', 'Ada (Countess) Lovelace', 'First programmer'),
  agent('4', 'Jony Ive', 'Designer'),
]
const names = (query: string, without: string[] = []) =>
  matchingContacts(agents, query, without as MemberId[]).map(({ name }) => name)

test('[W2] To: finds agents by name and by title, without accents, names before titles', () => {
  expect(names('ced')).toEqual(['Cédric Grolet'])
  expect(names('chef')).toEqual(['Cédric Grolet', 'Jiro Ono'])
  expect(names('j o')).toEqual(['Jiro Ono'])
  expect(names('d')).toEqual(['Jony Ive'])
  expect(names('(')).toEqual(['Ada (Countess) Lovelace'])
  expect(names('nobody')).toEqual([])
})

test('[W2] who was chosen is not offered again, and an empty query offers everyone', () => {
  expect(names('', ['3'])).toEqual(['Cédric Grolet', 'Jiro Ono', 'Jony Ive'])
  expect(names('chef', ['1'])).toEqual(['Jiro Ono'])
})

test('[W2] a list of names is taken apart; what names nobody, or several, is left to be seen', () => {
  const take = (text: string, without: string[] = []) => {
    const { named, rest } = namedContacts(agents, text, without as MemberId[])
    return [named.map(({ id }) => id), rest]
  }
  expect(take('jiro ono; Cedric Grolet,')).toEqual([['2', '1'], ''])
  expect(take('Ada,\nJony Ive\t')).toEqual([['3', '4'], ''])
  expect(take('jiro, ced')).toEqual([['2'], 'ced'])
  expect(take('J, Nobody Known, ada')).toEqual([[], 'J Nobody Known ada'])
  expect(take('jiro, jiro ono,')).toEqual([['2'], 'jiro ono'])
  expect(take('jiro,', ['2'])).toEqual([[], 'jiro'])
  expect(take('ced')).toEqual([[], 'ced'])
})
