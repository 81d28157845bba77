import type { Attachment, RoomId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { KnownPages } from './known-pages.ts'
import type { Found } from './look-up.ts'

const [HERE, THERE] = ['here', 'there'] as [RoomId, RoomId]
const HOUR_MS = 60 * 60 * 1_000
const PICTURE = { name: 'preview.png', bytes: new Uint8Array(1) }

function knownPages(lookUp: (url: string) => Promise<Found | undefined>) {
  const seen = { now: 0, asked: [] as string[], shared: [] as string[], isFull: false }
  const pages = new KnownPages({
    now: () => seen.now,
    lookUp: (url) => {
      seen.asked.push(url)
      return lookUp(url)
    },
    attachments: {
      upload: async () => ({ id: 'file' }) as Attachment,
      keep: async (_, ids) => ids.map((id) => ({ id }) as Attachment),
      share: async (from, to, ids) => {
        if (seen.isFull) throw new Error('full')
        seen.shared.push(`${ids.join()}: ${from} to ${to}`)
      },
    },
  })
  return { pages, seen }
}

test('[W4] a page is asked once an hour, whatever stands behind its #', async () => {
  const { pages, seen } = knownPages(async () => ({ title: 'Roses' }))
  const urls = ['https://a.org/', 'https://a.org/#b', 'https://a.org/#c']
  expect(await Promise.all(urls.map((url) => pages.read(HERE, url)))).toEqual(
    urls.map(() => ({ title: 'Roses' })),
  )
  seen.now = HOUR_MS - 1
  await pages.read(THERE, 'https://a.org/')
  expect(seen.asked).toEqual(['https://a.org/'])
  expect(pages.has('https://a.org/#b')).toBe(true)
  seen.now = HOUR_MS
  expect(pages.has('https://a.org/')).toBe(false)
  await pages.read(HERE, 'https://a.org/')
  expect(seen.asked).toHaveLength(2)
})

test('[W4] what says nothing, or cannot be had, is asked again sooner', async () => {
  for (const failing of [async () => undefined, () => Promise.reject(new Error('no'))]) {
    const { pages, seen } = knownPages(failing)
    const read = () => pages.read(HERE, 'https://a.org/').catch(() => undefined)
    await read()
    await read()
    expect(seen.asked).toHaveLength(1)
    seen.now = HOUR_MS / 6
    await read()
    expect(seen.asked).toHaveLength(2)
  }
})

test('[W4 S2] the picture is a file of each room that speaks of it; where it cannot be, the words are there', async () => {
  const { pages, seen } = knownPages(async () => ({ title: 'Roses', picture: PICTURE }))
  const url = 'https://a.org/'
  expect(await pages.read(HERE, url)).toEqual({ title: 'Roses', image: { id: 'file' } })
  expect(await pages.read(THERE, url)).toEqual({ title: 'Roses', image: { id: 'file' } })
  expect(seen.shared).toEqual(['file: here to there'])
  seen.isFull = true
  expect(await pages.read(THERE, url)).toEqual({ title: 'Roses' })
})

test('[S3] no more than a thousand are remembered, the oldest forgotten first', async () => {
  const { pages } = knownPages(async () => ({ title: 'Roses' }))
  for (let index = 0; index <= 1_000; index += 1) await pages.read(HERE, `https://a.org/${index}`)
  expect(pages.has('https://a.org/0')).toBe(false)
  expect(pages.has('https://a.org/1')).toBe(true)
})
