import type { Attachment, LinkPreview } from '@parley/protocol'
import { expect, test } from 'vitest'
import { cardLook, siteWords } from './card-of.ts'
import type { CardLook } from './card-of.ts'

const url = 'https://www.garden.org/roses'
const pictured = (width?: number, height?: number): LinkPreview => ({
  url,
  image: {
    id: 'i',
    name: 'preview.png',
    type: 'image/png',
    bytes: 1,
    sha256: '',
    width,
    height,
  } as Attachment,
})

test.for<[string, LinkPreview, boolean, CardLook]>([
  ['one that every site makes', pictured(1200, 630), true, { look: 'picture', ratio: 1.9 }],
  ['a wide one', pictured(2000, 500), true, { look: 'picture', ratio: 1.91 }],
  ['a high one', pictured(500, 2000), true, { look: 'picture', ratio: 1 }],
  ['a small one', pictured(128, 128), true, { look: 'thumbnail' }],
  ['a flat one', pictured(800, 60), true, { look: 'thumbnail' }],
  ['one of several', pictured(1200, 630), false, { look: 'thumbnail' }],
  ['one of unknown size', pictured(), true, { look: 'words' }],
  ['none', { url, title: 'Roses' }, true, { look: 'words' }],
])('[W4] a card with a picture: %s', ([, preview, alone, look]) => {
  expect(cardLook(preview, alone)).toEqual(look)
})

test.for<[Partial<LinkPreview>, string]>([
  [{}, 'garden.org'],
  [{ siteName: 'The Garden' }, 'garden.org · The Garden'],
  [{ siteName: 'Garden.org' }, 'garden.org'],
  [{ siteName: 'yourbank.com', url: 'https://evil.org:8443/' }, 'evil.org:8443 · yourbank.com'],
  [{ url: 'https://bücher.de/' }, 'xn--bcher-kva.de'],
  [{ url: 'https://[' }, 'https://['],
])('[S4 W4] %j is of %j', ([more, words]) => {
  expect(siteWords({ url, ...more })).toBe(words)
})
