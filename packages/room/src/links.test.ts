import { LIMITS } from '@parley/protocol'
import type { EventId, LinkPreview, Message } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openLog } from '../test/log.ts'
import type { LogBook } from '../test/log.ts'
import { linksIn, onlyLink, viewOfLog } from './index.ts'

test.for<[string, string[]]>([
  ['https://a.org/b', ['https://a.org/b']],
  ['HTTP://A.org', ['HTTP://A.org']],
  ['See https://a.org/b?c=d&e=f#g, and http://b.org.', ['https://a.org/b?c=d&e=f#g', 'http://b.org']],
  ['(https://a.org/b)', ['https://a.org/b']],
  ['https://a.org/b_(c) and (https://a.org/b_(d)).', ['https://a.org/b_(c)', 'https://a.org/b_(d)']],
  ['[there](https://a.org/b "t"), <https://b.org/>', ['https://a.org/b', 'https://b.org/']],
  ['**https://a.org/**', ['https://a.org/']],
  ['https://a.org/。', ['https://a.org/']],
  ['https://a.org https://a.org', ['https://a.org']],
  ['`https://a.org` and ```\nhttps://b.org\n``` and ``x`https://c.org``', []],
  ['```\nhttps://never-closed.org', []],
  ['javascript://https//a.org ftp://a.org xhttps://a.org https:// https://.', []],
  [`https://a.org/${'x'.repeat(LIMITS.maxLinkCharacters)}`, []],
])('[W4] the links of %j', ([text, links]) => {
  expect(linksIn(text)).toEqual(links)
})

test('[W4] every link stands in its text, and is an http or https address', () => {
  const part = fc.constantFrom(
    'https://a.org',
    'http://b',
    '(',
    ')',
    '[',
    ']',
    '.',
    ' ',
    '`',
    '\n',
    '~~~',
    'ß',
    '/',
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const text = parts.join('')
      for (const link of linksIn(text)) {
        expect(text).toContain(link)
        expect(link).toMatch(/^https?:\/\/\S+$/)
      }
    }),
  )
})

test('[W4] a hostile text is read in no time', () => {
  for (const piece of ['https://', '`', '``a', '(', 'https://a)', '~~~']) {
    const began = performance.now()
    linksIn(`https://a ${piece.repeat(256 * 1024)}`.slice(0, 256 * 1024))
    expect(performance.now() - began).toBeLessThan(2_000)
  }
})

test('[W4] a text that is only a link is told from one that has words, too', () => {
  expect(onlyLink(' https://a.org/b\n')).toBe('https://a.org/b')
  for (const text of ['See https://a.org', 'https://a.org.', 'https://a.org https://b.org', 'a', ''])
    expect(onlyLink(text)).toBeUndefined()
})

const SAID = 'said' as EventId
const A: LinkPreview = { url: 'https://a.org/', title: 'A' }
const B: LinkPreview = { url: 'https://b.org/', title: 'B' }

function messageAfter(write: (book: LogBook) => void): Message {
  const book = openLog()
  book.add('message-posted', { text: `${A.url} ${B.url}` }, { by: 'pat', id: SAID })
  write(book)
  const [item] = viewOfLog(book.events)?.timeline ?? []
  if (item?.kind !== 'message') throw new Error('there is no message')
  return item
}

test('[W4 C1] a message has the previews of its links; an edit takes those away that it takes out', () => {
  const previews = [A, B]
  expect(messageAfter((book) => book.add('links-previewed', { message: SAID, previews })).previews).toEqual([
    A,
    B,
  ])
  const edited = (text: string) =>
    messageAfter((book) => {
      book.add('links-previewed', { message: SAID, previews })
      book.add('message-edited', { message: SAID, text }, { by: 'pat' })
    })
  expect(edited(`Only ${B.url}`).previews).toEqual([B])
  expect(edited('None')).not.toHaveProperty('previews')
})

test('[W4 C1] previews that come after an edit or a deletion show nothing that is gone', () => {
  const after = (write: (book: LogBook) => void) =>
    messageAfter((book) => {
      write(book)
      book.add('links-previewed', { message: SAID, previews: [A, B] })
    })
  expect(
    after((book) => book.add('message-edited', { message: SAID, text: A.url }, { by: 'pat' })).previews,
  ).toEqual([A])
  expect(after((book) => book.add('message-deleted', { message: SAID }, { by: 'pat' }))).not.toHaveProperty(
    'previews',
  )
})

test('[W4 D14] a deleted message has none, also when an edit brings it back', () => {
  const message = messageAfter((book) => {
    book.add('links-previewed', { message: SAID, previews: [A] })
    book.add('message-deleted', { message: SAID }, { by: 'pat' })
    book.add('message-edited', { message: SAID, text: A.url }, { by: 'pat' })
  })
  expect(message).not.toHaveProperty('previews')
})

test('[W4 C6] a preview is no line, nothing unread, and no activity', () => {
  const book = openLog()
  book.add('message-posted', { text: A.url }, { by: 'pat', id: SAID })
  const before = book.head
  const event = book.add('links-previewed', { message: SAID, previews: [A] })
  expect(viewOfLog(book.events)?.timeline).toHaveLength(1)
  expect(book.head).toEqual({ ...before, seq: event.seq })
})
