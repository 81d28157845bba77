/** Whatever is no emoji at all has none of these, and most texts have none. */
const MAYBE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u
/** Longer than three of the longest emoji with room between them. */
const LONGEST = 150

let emoji: RegExp | undefined

/** One to three emoji and nothing else: shown large, without a bubble. */
export function isEmojiOnly(text: string): boolean {
  if (text.length > LONGEST || !MAYBE.test(text)) return false
  // Built at run time: the `v` flag is younger than the syntax this project compiles for. Built when it is needed:
  // the list of all emoji in it takes longer to compile than a room to draw. [W8]
  emoji ??= new RegExp('^\\s*(?:\\p{RGI_Emoji}\\s*){1,3}$', 'v')
  return emoji.test(text)
}
