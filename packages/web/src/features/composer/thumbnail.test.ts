import { expect, test } from 'vitest'
import { isAnimated, thumbnailSize } from './thumbnail.ts'

const photo = (width: number, height: number, bytes = 2_000_000) => thumbnailSize({ width, height, bytes })

test('[W1 W8] a thumbnail has the shape of its image, and no edge over the limit', () => {
  expect(photo(4_000, 3_000)).toEqual({ width: 960, height: 720 })
  expect(photo(3_000, 4_000)).toEqual({ width: 720, height: 960 })
  expect(photo(10_000, 3)).toEqual({ width: 960, height: 1 })
  expect(photo(800, 600), 'heavy, but no larger than a thumbnail').toEqual({ width: 800, height: 600 })
})

test('[W1] what is light, and what is no image, has none', () => {
  expect(photo(4_000, 3_000, 60_000)).toBeUndefined()
  expect(thumbnailSize({ bytes: 2_000_000 })).toBeUndefined()
})

const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

test.each([
  ['image/gif', 'GIF89a', true],
  ['image/png', '\u0089PNG....IHDR....acTL....IDAT', true],
  ['image/png', '\u0089PNG....IHDR....IDAT', false],
  ['image/webp', 'RIFF....WEBPVP8X....\u0002', true],
  ['image/webp', 'RIFF....WEBPVP8X....\u0010', false],
  ['image/webp', 'RIFF....WEBPVP8 ....\u0002', false],
  ['image/avif', '....ftypavis', true],
  ['image/avif', '....ftypavif', false],
  ['image/jpeg', '\u00ff\u00d8\u00ff', false],
])('[W4] what moves would stand still: %s that begins with %j', (type, beginning, moves) => {
  expect(isAnimated(type, latin(beginning))).toBe(moves)
})
