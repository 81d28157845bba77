import { expect, test } from 'vitest'
import { Nicknames } from './nicknames.ts'

const KNOWN = ['|QuaD|', 'billytwowilly', 'HrdwrBoB', 'ann', '_timello', 'Elroy-J', 'constructor', 'al']

test.for([
  ['ann: hello', ['ann']],
  ['ANN, hello', ['ann']],
  ['@ann hello', ['ann']],
  ['I think ann knows', ['ann']],
  ['annual reports', []],
  ['Elroy-J: see _timello', ['Elroy-J', '_timello']],
  ['billy: try again', ['billytwowilly']],
  ['billy, try again', []],
  ['QuaD, how do I do it?', ['|QuaD|']],
  ['HrbwrBoB: done', ['HrdwrBoB']],
  ['HrwdrBoB, done', ['HrdwrBoB']],
  ['al: ok', ['al']],
  ['ask al', []],
  ['me: ok', []],
  ['toString: ok', []],
  ['constructor: ok', ['constructor']],
  ['', []],
] as const)('"%s" addresses whom it means', ([text, names]) => {
  const nicknames = new Nicknames()
  for (const name of KNOWN) nicknames.hear(name, 'hello')
  expect(nicknames.hear('me', text)).toEqual(names)
})

test('nobody is recognised before having spoken, and nobody addresses itself', () => {
  const nicknames = new Nicknames()
  expect(nicknames.hear('ann', 'ben: hello')).toEqual([])
  expect(nicknames.hear('ben', 'ben: hello')).toEqual([])
  expect(nicknames.hear('ben', 'ben, ann: hello')).toEqual(['ann'])
})

test('an abbreviation means the one who spoke last, and nobody who is long gone', () => {
  const nicknames = new Nicknames()
  nicknames.hear('johnny', 'hello')
  nicknames.hear('johnson', 'hello')
  nicknames.hear('johnny', 'hello again')
  expect(nicknames.hear('me', 'john: hello')).toEqual(['johnny'])
  for (let line = 0; line < 200; line += 1) nicknames.hear('me', 'hm')
  expect(nicknames.hear('me', 'john: hello')).toEqual([])
})
