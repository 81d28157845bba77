import type { Agent } from '@parley/protocol'
import { fieldsOf, isObject, parseObject } from './card.ts'
import type { Card, Json, JsonObject } from './card.ts'
import { ownFields, profileOf } from './profile.ts'
import type { CardProfile } from './profile.ts'
import { blankCard } from './specs.ts'

/**
 * An agent as a card: the one that it came from, letter by letter while nobody has edited the agent; else with
 * only those fields changed that were edited. [A3]
 */
export function cardOfAgent(agent: Agent, kept: Card | undefined): Card {
  const card = kept ?? blankCard(agent.name)
  const before = profileOf(card).profile
  const changes: JsonObject = {
    ...changed(agent.name, before.name, { name: agent.name }),
    ...changed(agent.bio, before.bio, { creator_notes: agent.bio }),
    ...changed(agent.firstMessage ?? '', before.firstMessage ?? '', { first_mes: agent.firstMessage ?? '' }),
    // The prompt was put together from all of these and is one text now.
    ...changed(agent.personality, before.personality, {
      description: agent.personality,
      personality: '',
      scenario: '',
      mes_example: '',
      system_prompt: '',
      post_history_instructions: '',
    }),
  }
  const extensions = extensionsOf(fieldsOf(card), agent, before)
  if (extensions !== undefined) changes['extensions'] = extensions
  return Object.keys(changes).length === 0 ? card : { spec: card.spec, text: withFields(card, changes) }
}

function changed(now: string, before: string, fields: JsonObject): JsonObject {
  return now === before ? {} : fields
}

/** For what cards have no field of their own. */
function extensionsOf(fields: JsonObject, agent: Agent, before: CardProfile): JsonObject | undefined {
  const own: JsonObject = {
    ...changed(agent.title, before.title, { title: agent.title }),
    ...(agent.colors === undefined || JSON.stringify(agent.colors) === JSON.stringify(before.colors)
      ? {}
      : { colors: [...agent.colors] as Json }),
  }
  const isTalkative = agent.talkativeness !== before.talkativeness
  if (Object.keys(own).length === 0 && !isTalkative) return undefined
  return {
    ...(isObject(fields['extensions']) ? fields['extensions'] : {}),
    ...(isTalkative ? { talkativeness: agent.talkativeness } : {}),
    ...(Object.keys(own).length === 0 ? {} : { parley: { ...ownFields(fields), ...own } }),
  }
}

/** Some programs repeat the fields at the top of the card: those that are there are changed too. */
function withFields(card: Card, changes: JsonObject): string {
  const json = parseObject(card.text)
  if (card.spec === 'v1') return JSON.stringify({ ...json, ...changes })
  const repeated = Object.entries(changes).filter(([name]) => name !== 'extensions' && name in json)
  return JSON.stringify({
    ...json,
    ...Object.fromEntries(repeated),
    data: { ...fieldsOf(card), ...changes },
  })
}
