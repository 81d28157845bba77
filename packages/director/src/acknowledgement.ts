/**
 * Whether a message only acknowledges another ("Great point!", "Thanks, Ann!", "👍"): short, asking nothing, and
 * made of nothing but names and words of thanks, praise or assent. Agents that answer each other so could go on
 * for ever; such a message asks nobody for an answer. [D13]
 */
export function isAcknowledgement(text: string, names: readonly string[]): boolean {
  if (text.length > LONGEST || /[?？]/.test(text)) return false
  const known = new Set(names.flatMap(wordsOf))
  return wordsOf(text).every((word) => WORDS.has(word) || known.has(word) || /^\d+$/.test(word))
}

const LONGEST = 90

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}']+/gu) ?? []
  )
}

const WORDS = new Set(
  `a absolutely ace ack agree agreed ah aha all always amazing amen and appreciate appreciated as at awesome
  beautiful beautifully been bingo bravo brilliant but by c'est cheers clearly cool correct couldn't dank danke
  definitely echo entirely enough everyone everybody exactly excellent fair fantastic feeling for from fully
  genius glad good got gracias great ha haha hahaha hear heard hehe here how i i'd i'll i'm i've incredible
  indeed insight insights is it it's joy kudos likewise lol love loved lovely many me merci more much my
  namaste nice nicely no noted obrigado oh ok okay one on perfect perfectly pleasure point points precisely
  put really right sage said same sharing so spot spoken super sure ta take thank thanks that that's the this
  thought thoughts thx to too total totally touché true truer truly ty u understood very way we we're well
  welcome what wise wisely with wonderful wonderfully word words wow yeah yep yes you you're your yup`.split(
    /\s+/,
  ),
)
