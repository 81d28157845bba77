/** What a message shows on its face, as far as turn-taking goes. Plain data; what it does not show is left out. */
export type Shows = { /** Characters, without space around them. */ length: number } & {
  [Sign in (typeof SIGNS)[number][0]]?: true
}

const SIGNS = [
  ['asks', /[?？]/],
  ['thanks', /\b(?:thanks?|thankyou|thanx|thx|ty|cheers|merci|danke|gracias)\b/i],
  ['praises', /\b(?:great|works|worked|cool|nice|awesome|perfect)\b/i],
  /** Ends an exchange: "np", "good luck", a smile after the last word. */
  ['closes', /\b(?:np|no problem|luck|welcome|sorry|glad)\b|[:;=]-?[)DP]+$/i],
  /** Says that its author goes away, or will be busy. */
  ['leaves', /\b(?:bye|brb|bbl|afk|later|cya|good ?night|gtg|g2g|going to|i'?ll|reboot\w*|ciao|tschüss)\b/i],
  ['greets', /^(?=.{0,19}$)(?:hi|hello|hey|hallo|hola|yo|good (?:morning|evening|day))\b/i],
  /** Is meant for a program: `!weather`, `/roll`. */
  ['commands', /^[!/.][\p{L}\p{N}]/u],
] as const

/** Reads a few words and signs; total, and blind to everything else in the text. */
export function showsOf(text: string): Shows {
  const said = text.trim()
  const shows: Shows = { length: said.length }
  for (const [sign, pattern] of SIGNS) if (pattern.test(said)) shows[sign] = true
  return shows
}
