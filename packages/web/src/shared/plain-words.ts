/** A message's words in one line without the marks of Markdown, for previews; a block of code is its first line. */
export function plainWords(text: string, mostCharacters = 200): string {
  return text
    .slice(0, mostCharacters * 3)
    .replace(/```[\w+#.-]*\n?([^\n`]*)[^`]*(?:```|$)/gu, ' $1 ')
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/gu, '$1')
    .replace(/^[ \t]*(?:#{1,6}|>|[-+*])[ \t]+/gmu, '')
    .replace(/(\*\*|__|~~|`)(.+?)\1/gsu, '$2')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, mostCharacters)
}
