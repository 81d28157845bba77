const MARKS = /[*_`~|]|\]\(|\bhttps?:\/\/|\bwww\.|^[ \t]*(?:#{1,6}|>|[-+]|\d{1,9}[.)])[ \t]/imu

/** Whether a text may have Markdown in it, or a link. Most have not, and need no parser. [W4] */
export function looksFormatted(text: string): boolean {
  return MARKS.test(text)
}
