import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageMetadata } from './page-metadata.ts'
import type { PageMetadata } from './page-metadata.ts'

const AT = 'https://a.org/b/c'

test.for<[string, string, PageMetadata]>([
  [
    'Open Graph',
    `<html><head><title>Page</title><meta name=description content="Said plainly">
      <meta property="og:title" content="Roses &amp; thorns"><meta property=og:description content="Eleven of them.">
      <meta property="og:site_name" content="The Garden"><meta property="og:image" content="/roses.jpg"></head>`,
    {
      title: 'Roses & thorns',
      description: 'Eleven of them.',
      siteName: 'The Garden',
      image: 'https://a.org/roses.jpg',
    },
  ],
  [
    'a card of Twitter',
    '<meta name="twitter:title" content="T"><meta name="twitter:image" content="//b.org/i.png">',
    { title: 'T', image: 'https://b.org/i.png' },
  ],
  ['a title alone', '<title>\n  Red\n  roses </title><body>', { title: 'Red roses' }],
  ['the first of two', '<title>One</title><title>Two</title>', { title: 'One' }],
  [
    'an empty one before one that says something',
    '<meta property=og:title content=" "><title>One</title>',
    { title: 'One' },
  ],
  ['nothing', '<p>No head at all', {}],
  ['what stands in the body', '<body><title>No</title><meta property=og:title content=No>', {}],
  ['what stands after the head', '<head></head><title>No</title>', {}],
  [
    'what stands in a script, a comment, or another value',
    `<script>"<title>No</title>"</script><!-- <title>No</title> --><meta name=x content="<title>No</title>">`,
    {},
  ],
  ['a title that does not end', '<title>For ever and', {}],
  ['markup within', '<title><b onclick=x>bold</b></title>', { title: '<b onclick=x>bold</b>' }],
  [
    'marks that would turn what stands around them',
    '<title>\u202egnp.exe\u0000 \u2066x\u200b</title>',
    { title: 'gnp.exe x' },
  ],
  ['half a character', '<title>a\ud800b</title>', { title: 'a\ufffdb' }],
  [
    'pictures of no web address',
    '<title>T</title><meta property=og:image content="javascript:hit(1)">',
    { title: 'T' },
  ],
  ['nor of files', '<title>T</title><meta property=og:image content="file:///etc/passwd">', { title: 'T' }],
  ['nor of nothing', '<title>T</title><meta property=og:image content="http://[">', { title: 'T' }],
  ['names as objects have them', '<meta name=__proto__ content=x><meta name=constructor content=y>', {}],
])('[W4 S4] of a page: %s', ([, html, metadata]) => {
  expect(pageMetadata(html, AT)).toEqual(metadata)
})

test('[W4 S3] everything is bounded, and cut between characters', () => {
  const long = pageMetadata(
    `<title>${'🌹'.repeat(500)}</title><meta name=description content="${'x'.repeat(200_000)}">
     <meta property=og:site_name content="${'y '.repeat(500)}">`,
    AT,
  )
  expect(long.title).toMatch(/^(🌹){99}…$/u)
  expect(long.description).toHaveLength(400)
  expect(long.siteName?.length).toBeLessThanOrEqual(80)
})

test.for([
  '<a>',
  '<a',
  '<p><b></i>',
  '</x>',
  '<a b=',
  '<meta ',
  '&amp',
  '<!--',
  '<![CDATA[',
  '<title>',
  '<meta a=1 ',
])('[S4] a page of nothing but %s is read in no time', (piece) => {
  const began = performance.now()
  expect(pageMetadata(piece.repeat(256 * 1024).slice(0, 256 * 1024), AT)).toEqual({})
  expect(performance.now() - began).toBeLessThan(2_000)
})

test('[S4] whatever a page is, what is read of it is short and plain', () => {
  const piece = fc.constantFrom(
    '<head>',
    '<title>',
    '</title>',
    '<meta property=og:title content=',
    '"',
    '>',
    ' ',
    '\u202e',
    '<svg>',
    '&lt;',
    'x',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
      const { title = 'x', image } = pageMetadata(pieces.join(''), AT)
      expect(title).toMatch(/^(?!\s)[^\p{Cc}\u202e]{1,200}$/u)
      expect(image ?? 'https:').toMatch(/^https?:/)
    }),
  )
})
