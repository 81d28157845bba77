import { expect, test } from 'vitest'
import { showsOf } from './shows.ts'

test.for([
  ['', {}],
  ['anybody here?', { asks: true }],
  ['本当ですか？', { asks: true }],
  ['thx a lot', { thanks: true }],
  ['good luck', { closes: true }],
  ['that is it :)', { closes: true }],
  ['see you later', { leaves: true }],
  ["ok, I'll try that", { leaves: true }],
  ['hello', { greets: true }],
  ['hello, I have a disk that does not mount', {}],
  ['!info grub', { commands: true }],
  ['...', {}],
  ['it works', { praises: true }],
  ['framework', {}],
] as const)('[D10] "%s" shows what it is', ([text, signs]) => {
  expect(showsOf(`  ${text} `)).toEqual({ length: text.length, ...signs })
})
