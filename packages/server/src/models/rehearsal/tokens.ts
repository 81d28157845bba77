/** About as many tokens as a real tokenizer would count: a piece per five letters, one per sign. */
export function countTokens(text: string): number {
  let tokens = 0
  for (const [piece] of text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu))
    tokens += Math.ceil(piece.length / 5)
  return tokens
}

/** Cuts a text into word-like pieces for streaming; joined they are the text again. */
export function deltasOf(text: string): string[] {
  return text.match(/\s*\S{1,12}|\s+/gu) ?? []
}

/** The beginning of `text` that has at most `maxTokens`, cut between words. */
export function firstTokens(text: string, maxTokens: number): string {
  let kept = ''
  for (const delta of deltasOf(text)) {
    if (countTokens(kept + delta) > maxTokens) break
    kept += delta
  }
  return kept
}
