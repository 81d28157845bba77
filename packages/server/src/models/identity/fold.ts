const IGNORED = /[\p{Mark}\p{Cf}]/gu
const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '‘': "'",
    '’': "'",
    '“': '"',
    '”': '"',
    '‐': '-',
    '‑': '-',
    '–': '-',
    '—': '-',
    '−': '-',
  }),
)

/**
 * A character as names compare it: without regard to case, accents, width, the kind of dash or
 * quotation mark, and the direction of writing. '' for one that counts for nothing.
 */
export function foldCharacter(character: string): string {
  // Nearly every character of nearly every name, without the work that the others need.
  if (character <= '~' && character >= ' ') return character.toLowerCase()
  const sign = SIGNS.get(character)
  if (sign !== undefined) return sign
  // By way of capitals: ß and ss, both sigmas and both letters i are then alike.
  const lower = character.toUpperCase().toLowerCase()
  return lower.normalize('NFKD').replace(IGNORED, '').replace(/\s/gu, ' ')
}

/** A whole name, folded character by character, with single spaces. */
export function fold(text: string): string {
  return Array.from(text, foldCharacter).join('').replace(/ +/g, ' ').trim()
}
