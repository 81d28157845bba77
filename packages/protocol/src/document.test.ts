import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CLOSE_CODES, ClientFrame, Command, ERRORS, EVENT_DATA, ServerFrame } from './index.ts'

const document = readFileSync(new URL('../../../PROTOCOL.md', import.meta.url), 'utf8')

test('PROTOCOL.md has the errors of the code, word for word', () => {
  expect(rowsUnder('## Errors')).toEqual(
    Object.entries(ERRORS).map(([code, { status, retryable, meaning }]) => [
      `\`${code}\``,
      String(status),
      retryable ? 'yes' : 'no',
      meaning,
    ]),
  )
})

test('PROTOCOL.md has the close codes of the code, word for word', () => {
  expect(rowsUnder('### Closing')).toEqual(
    Object.entries(CLOSE_CODES).map(([code, { name, reconnect, meaning }]) => [
      code,
      `\`${name}\``,
      reconnect ? 'yes' : 'no',
      meaning,
    ]),
  )
})

test.each([
  ['## Events', Object.keys(EVENT_DATA)],
  ['## Commands', Command.options.map((option) => option.shape.type.value)],
  ['### From the client', ClientFrame.options.map((option) => option.shape.type.value)],
  ['### From the server', ServerFrame.options.map((option) => option.shape.type.value)],
])('PROTOCOL.md names every type under "%s", in order', (heading, types) => {
  expect(rowsUnder(heading).map(([first]) => first)).toEqual(types.map((type) => `\`${type}\``))
})

/** The cells of the first table under a heading, without its head. */
function rowsUnder(heading: string): string[][] {
  const section = document.slice(document.indexOf(`\n${heading}\n`) + heading.length + 2)
  const end = section.search(/^#/m)
  const lines = (end < 0 ? section : section.slice(0, end)).split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
}
