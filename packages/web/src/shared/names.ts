/** One or two letters for an avatar: of the first and the last word that begins with a letter or digit. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}][^\s]*/gu) ?? []
  const first = words[0]
  const last = words.length > 1 ? words.at(-1) : undefined
  return [first, last].map((word) => firstLetter(word)).join('') || '?'
}

/** What a member is called in running text: the first word, unless it is only a title or an initial. */
export function shortName(name: string): string {
  const first = name.trim().split(/\s+/u)[0] ?? ''
  return first.length <= 2 || first.endsWith('.') ? name.trim() : first
}

/** "Ana", "Ana and Ben", "Ana, Ben and 3 others". */
export function namesInWords(names: readonly string[], atMost = 3): string {
  if (names.length <= 1) return names[0] ?? ''
  if (names.length <= atMost) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  const shown = names.slice(0, atMost - 1)
  return `${shown.join(', ')} and ${names.length - shown.length} others`
}

function firstLetter(word: string | undefined): string {
  const [letter] = word ?? ''
  return letter?.toLocaleUpperCase() ?? ''
}
