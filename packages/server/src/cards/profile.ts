import { AvatarColors, LIMITS } from '@parley/protocol'
import type { AgentProfile } from '@parley/protocol'
import { fieldsOf, isObject, textOf } from './card.ts'
import type { Card, Json, JsonObject } from './card.ts'
import { patternsIn } from './lorebook.ts'
import { oneLine, withName, withNames } from './names.ts'

/** The part of an agent that a card tells. */
export type CardProfile = Pick<AgentProfile, 'name' | 'title' | 'bio' | 'personality' | 'talkativeness'> &
  Pick<AgentProfile, 'colors' | 'firstMessage'>

const MAX_BIO_CHARACTERS = 1_000
const DEFAULT_TALKATIVENESS = 0.5

/**
 * What an agent becomes of a card, and what did not fit, in plain sentences. [A3]
 *
 *     name              name
 *     tags              title, one after the other; unless Parley wrote the card, which keeps the title itself
 *     creator_notes     bio
 *     system_prompt     ┐
 *     description       │
 *     personality       │ the personality prompt, in this order, a blank line between two of them;
 *     scenario          │ what goes over its limit is left out from the end
 *     mes_example       │
 *     post_history_…    ┘
 *     first_mes         first message
 *     talkativeness     of `extensions`, where other programs put it
 *
 * `{{char}}` becomes the name and `{{user}}` "the person"; in the first message it is asked for by name later.
 * Models and tools are never taken from a card: it comes from somebody else.
 */
export function profileOf(card: Card): { profile: CardProfile; notes: string[] } {
  const fields = fieldsOf(card)
  const notes: string[] = []
  const clip = (text: string, max: number, what: string) => {
    if (text.length <= max) return text
    notes.push(`${what} was cut at ${max.toLocaleString('en')} characters.`)
    return whole(text.slice(0, max))
  }
  const name = clip(oneLine(textOf(fields['name'])), LIMITS.maxNameCharacters, 'The name').trim()
  const called = oneLine(textOf(fields['nickname'])) || name
  const own = ownFields(fields)
  const { title = stringsOf(fields['tags']).map(oneLine).filter(Boolean).join(' · ') } = own
  const colors = AvatarColors.safeParse(own['colors']).data
  const firstMessage = clip(
    withName(textOf(fields['first_mes']), called),
    LIMITS.maxFirstMessageCharacters,
    'The first message',
  )
  const personality = clip(promptOf(fields, called), LIMITS.maxPersonalityCharacters, 'The personality')
  const patterns = patternsIn(card)
  if (patterns > 0) {
    const entries = patterns === 1 ? 'One entry' : `${patterns} entries`
    notes.push(`${entries} of its lorebook will not be told: regular expressions are not used here.`)
  }
  const profile = {
    name,
    title: whole(oneLine(textOf(title)).slice(0, LIMITS.maxNameCharacters)).trim(),
    bio: clip(textOf(fields['creator_notes']).trim(), MAX_BIO_CHARACTERS, 'The bio').trim(),
    personality,
    talkativeness: talkativenessOf(fields),
    ...(colors === undefined ? {} : { colors }),
    ...(firstMessage === '' ? {} : { firstMessage }),
  }
  return { profile, notes }
}

/** What only Parley writes into a card. */
export function ownFields(fields: JsonObject): JsonObject {
  const { extensions } = fields
  const own = isObject(extensions) ? extensions['parley'] : undefined
  return isObject(own) ? own : {}
}

function promptOf(fields: JsonObject, called: string): string {
  const field = (name: string) => textOf(fields[name]).trim()
  const told = (heading: string, text: string) => (text === '' ? '' : `${heading}\n${text}`)
  const parts = [
    field('system_prompt')
      .replaceAll(/\{\{original\}\}/gi, '')
      .trim(),
    field('description'),
    told('Personality:', field('personality')),
    told('Scenario:', field('scenario')),
    told('Examples of how it talks:', field('mes_example')),
    told(
      'Always:',
      field('post_history_instructions')
        .replaceAll(/\{\{original\}\}/gi, '')
        .trim(),
    ),
  ]
  return withNames(parts.filter((part) => part !== '').join('\n\n'), called)
}

function talkativenessOf(fields: JsonObject): number {
  const { extensions } = fields
  const given = isObject(extensions) ? extensions['talkativeness'] : undefined
  const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given
  return typeof number === 'number' && number >= 0 && number <= 1 ? number : DEFAULT_TALKATIVENESS
}

function stringsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** Without half of a surrogate pair at its end. */
function whole(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text
}
