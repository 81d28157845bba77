import { utf8Bytes } from '@parley/protocol'

const BYTES_PER_TOKEN = 3

/**
 * How many tokens a text has for any model, guessed from above: UTF-8 bytes, three to a token. English has four
 * or more, Chinese and Japanese about three. A tokenizer of one provider would be no nearer for the others. [M6]
 */
export function estimateTokens(text: string): number {
  return Math.ceil(utf8Bytes(text) / BYTES_PER_TOKEN)
}
