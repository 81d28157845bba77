import { fieldsOf, parseObject } from './card.ts'
import type { Card, JsonObject } from './card.ts'

/** The same card for programs that know the second version only: what is newer stays as unknown fields. */
export function asV2(card: Card): Card {
  return card.spec === 'v2' ? card : respecified(card, 'v2', {})
}

/** The same card in the third version. */
export function asV3(card: Card): Card {
  return card.spec === 'v3' ? card : respecified(card, 'v3', { group_only_greetings: [] })
}

const NAMES = {
  v2: { spec: 'chara_card_v2', spec_version: '2.0' },
  v3: { spec: 'chara_card_v3', spec_version: '3.0' },
} as const

/** Fields that the second version asks for. */
const BLANK: JsonObject = {
  description: '',
  personality: '',
  scenario: '',
  first_mes: '',
  mes_example: '',
  creator_notes: '',
  system_prompt: '',
  post_history_instructions: '',
  alternate_greetings: [],
  tags: [],
  creator: '',
  character_version: '',
  extensions: {},
}

function respecified(card: Card, spec: 'v2' | 'v3', more: JsonObject): Card {
  const data = { ...(card.spec === 'v1' ? BLANK : {}), ...more, ...fieldsOf(card) }
  const around = card.spec === 'v1' ? {} : parseObject(card.text)
  return { spec, text: JSON.stringify({ ...around, ...NAMES[spec], data }) }
}

/** A card with nothing but a name. */
export function blankCard(name: string): Card {
  const data = { ...BLANK, name, group_only_greetings: [] }
  return { spec: 'v3', text: JSON.stringify({ ...NAMES.v3, data }) }
}
