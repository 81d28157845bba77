import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { MAX_CARD_TEXT_BYTES } from './card.ts'
import { CardError } from './card-error.ts'

/** What a CHARX file holds: the card, and files that the card speaks of. */
export type Charx = { readonly text: string; readonly assets: ReadonlyMap<string, Uint8Array> }

const CARD = 'card.json'
const MAX_ENTRIES = 500
/** Of all files together, unpacked: what is over it is a bomb. */
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

/**
 * Unpacks within limits: sizes are added up from the directory before anything is unpacked, and no file
 * grows past what was declared for it. @throws CardError
 */
export function readCharx(bytes: Uint8Array): Charx {
  let entries = 0
  let total = 0
  let files: Record<string, Uint8Array>
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries += 1
        total += originalSize
        if (entries > MAX_ENTRIES) throw new CardError('The card holds more than 500 files.')
        if (total > MAX_UNPACKED_BYTES) throw new CardError('The card is over 32 MB when it is unpacked.')
        if (isOutside(name)) throw new CardError('The card has a file with a forbidden path in it.')
        return !name.endsWith('/')
      },
    })
  } catch (error) {
    if (error instanceof CardError) throw error
    throw new CardError('The card is damaged: it cannot be unpacked.')
  }
  const { [CARD]: card, ...assets } = files
  if (card === undefined) throw new CardError(`There is no ${CARD} in the file.`)
  if (card.length > MAX_CARD_TEXT_BYTES) throw new CardError('The card is over 4 MB of text.')
  return { text: strFromU8(card), assets: new Map(Object.entries(assets)) }
}

export function writeCharx({ text, assets }: Charx): Uint8Array {
  return zipSync({ ...Object.fromEntries(assets), [CARD]: strToU8(text) }, { mtime: EARLIEST })
}

/** The first day that a zip can name: the same card gives the same bytes. */
const EARLIEST = '1980-01-02T00:00:00'

function isOutside(name: string): boolean {
  return name.startsWith('/') || name.includes('\\') || name.includes('\0') || name.split('/').includes('..')
}
