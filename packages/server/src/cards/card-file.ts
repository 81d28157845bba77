import { LIMITS } from '@parley/protocol'
import { fieldsOf, isObject, MAX_CARD_TEXT_BYTES, readCardText, textOf } from './card.ts'
import type { Card } from './card.ts'
import { CardError } from './card-error.ts'
import { isZip, readCharx, writeCharx } from './charx.ts'
import { bareChunks, isPng, readChunks, textsOf, withTexts, writeChunks } from './png.ts'
import type { Chunk } from './png.ts'
import { asV2, asV3 } from './specs.ts'

/** A card with what came in the same file. */
export type CardFile = {
  readonly card: Card
  /** A PNG without anything but the picture. */
  readonly picture?: Buffer
  /** Files of a CHARX besides the card, by path. */
  readonly assets: ReadonlyMap<string, Uint8Array>
}

/** Reads a card from JSON, a PNG or a CHARX, whichever the bytes are. [A3] @throws CardError */
export function readCardFile(bytes: Uint8Array): CardFile {
  if (bytes.length > LIMITS.maxCardBytes) throw new CardError('The card is over 16 MB.')
  if (isPng(bytes)) return fromPng(bytes)
  if (isZip(bytes)) return fromCharx(bytes)
  return { card: readCardText(utf8(bytes)), assets: new Map() }
}

/**
 * A PNG that carries the card: `ccv3` where it is of the third version, and `chara` in any case, which is what
 * older programs look for. [A3]
 */
export function toPng(card: Card, picture: readonly Chunk[]): Buffer {
  const texts = new Map([['chara', base64(card.spec === 'v3' ? asV2(card) : card)]])
  if (card.spec === 'v3') texts.set('ccv3', base64(card))
  return withTexts(bareChunks(picture), texts)
}

/** A CHARX is of the third version, always. */
export function toCharx(card: Card, assets: CardFile['assets']): Uint8Array {
  return writeCharx({ text: asV3(card).text, assets })
}

function fromPng(bytes: Uint8Array): CardFile {
  const chunks = readChunks(bytes)
  const texts = textsOf(chunks, MAX_CARD_TEXT_BYTES * 2)
  const text = texts.get('ccv3') ?? texts.get('chara')
  if (text === undefined) throw new CardError('There is no character in this picture.')
  const json = text.trimStart().startsWith('{') ? text : utf8(Buffer.from(text, 'base64'))
  return { card: readCardText(json), picture: writeChunks(bareChunks(chunks)), assets: new Map() }
}

function fromCharx(bytes: Uint8Array): CardFile {
  const { text, assets } = readCharx(bytes)
  const card = readCardText(text)
  const icon = iconOf(card, assets)
  return { card, assets, ...(icon === undefined ? {} : { picture: icon }) }
}

/** The main icon, where it is a PNG that lies in the file. */
function iconOf(card: Card, assets: CardFile['assets']): Buffer | undefined {
  const listed = fieldsOf(card)['assets']
  const icons = (Array.isArray(listed) ? listed : []).filter(isObject).filter(({ type }) => type === 'icon')
  const main = icons.find(({ name }) => name === 'main') ?? icons[0]
  const path = textOf(main?.['uri']).replace(/^embedd?ed:\/\//, '')
  const bytes = assets.get(path)
  if (bytes === undefined || !isPng(bytes)) return undefined
  return writeChunks(bareChunks(readChunks(bytes)))
}

function base64({ text }: Card): string {
  return Buffer.from(text).toString('base64')
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CardError('The card cannot be read: it is not text in UTF-8.')
  }
}
