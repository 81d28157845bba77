import groups from 'unicode-emoji-json/data-by-group.json' with { type: 'json' }

/** An emoji with the name by which it is found, such as `grinning_face`. */
export type Emoji = { emoji: string; slug: string; name: string }

/** All emoji by group, without those that only differ in the tone of skin. */
export const EMOJI_GROUPS: readonly { name: string; emojis: readonly Emoji[] }[] = groups

/** Short names that people are used to, and the slugs that they stand for. */
const ALIASES: Readonly<Record<string, string>> = {
  '+1': 'thumbs_up',
  '-1': 'thumbs_down',
  thumbsup: 'thumbs_up',
  thumbsdown: 'thumbs_down',
  smile: 'grinning_face_with_smiling_eyes',
  joy: 'face_with_tears_of_joy',
  lol: 'face_with_tears_of_joy',
  heart: 'red_heart',
  tada: 'party_popper',
  pray: 'folded_hands',
  cry: 'crying_face',
  sob: 'loudly_crying_face',
  wave: 'waving_hand',
  clap: 'clapping_hands',
  ok: 'ok_hand',
  shrug: 'person_shrugging',
  eyes: 'eyes',
}

/** The emoji that fit best, at most `limit`: whole names, then beginnings, then what has it somewhere. [W3] */
export function findEmoji(query: string, limit: number): Emoji[] {
  const wanted = query.toLowerCase().replace(/[\s-]+/gu, (gap) => (gap === query ? gap : '_'))
  const alias = ALIASES[query.toLowerCase()]
  const rank = ({ slug }: Emoji): number => {
    if (slug === alias) return 4
    if (slug === wanted) return 3
    if (slug.startsWith(wanted)) return 2
    if (slug.includes(`_${wanted}`)) return 1.5
    return slug.includes(wanted) ? 1 : 0
  }
  return EMOJI_GROUPS.flatMap(({ emojis }) => emojis)
    .map((emoji) => ({ emoji, rank: rank(emoji) }))
    .filter((found) => found.rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
    .slice(0, limit)
    .map(({ emoji }) => emoji)
}
