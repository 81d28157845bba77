// Built at run time: the `v` flag is younger than the syntax this project compiles for.
const EMOJI = new RegExp('^\\s*(?:\\p{RGI_Emoji}\\s*){1,3}$', 'v')

/** One to three emoji and nothing else: shown large, without a bubble. */
export function isEmojiOnly(text: string): boolean {
  return text.length <= 40 && EMOJI.test(text)
}
