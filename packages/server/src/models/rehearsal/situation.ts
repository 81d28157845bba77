import type { Scene, SceneMember, Utterance } from './scene.ts'
import { choiceOf, topicOf } from './topic.ts'

/** What kind of answer the moment calls for. */
export type Moment =
  | 'rehearsal'
  | 'closing'
  | 'opening'
  | 'greeted'
  | 'thanked'
  | 'laughed'
  | 'comforted'
  | 'cheered'
  | 'asked-how-it-is'
  | 'parted'
  | 'asked-by-person'
  | 'told-by-person'
  | 'small-talk'
  | 'asked-by-character'
  | 'told-by-character'

/** The chat as one character sees it at the moment of speaking. */
export type Situation = {
  readonly moment: Moment
  /** How the character is called. */
  readonly self: string
  /** Whom it answers, by a name that can be said aloud; empty when there is none. */
  readonly partner: string
  readonly partnerText: string
  /** The last person who spoke, as `partner`. */
  readonly person: string
  /** Other characters in the room, by a name that can be said aloud; who was silent longest first. */
  readonly others: readonly string[]
  readonly topic: string
  readonly choice: readonly [string, string] | undefined
  readonly question: 'yes-no' | 'how' | 'why' | undefined
  readonly newcomers: readonly string[]
  /** Index, among all that was said, of the first message after the last person's. */
  readonly sincePerson: number
  readonly closing: boolean
}

const GREETING =
  /^(?:(?:oh|hi|hiya|hey+|hello|hallo|howdy|yo|sup|morning|evening|afternoon|good|what'?s|up|there|all|everyone|everybody|folks|friends|team|guys|you|both|again|greetings|ciao|bonjour)\b[\s,.!?👋🙂😊]*)+$/iu
const THANKS =
  /^(?:\W*(?:thanks?|thank you|thx|ty|great|perfect|awesome|amazing|brilliant|love (?:it|this|that)|nice|cool|boom|fire|so (?:good|exciting|true)|wow|well said|exactly|agreed)\b[^?]{0,24})$/iu
const LAUGH = /^\W*(?:(?:ha|he){2,}h?|lol|lmao|rofl|😂|🤣|😅)[^?]{0,20}$/iu
const FAREWELL =
  /^(?:\W*(?:ok(?:ay)?|well|bye|goodbye|bye bye|see you|see ya|cya|good ?night|gn|later|have to go|got to go|gotta go|i|all|everyone|then|now|soon|tomorrow)\b)+\W*$/iu
const HOW_ARE_YOU =
  /^\W*(?:(?:hi|hey|hello|so|and)\W+)*(?:how (?:are|is|r) (?:you|u|it|everyone|everybody|things|life)|what'?s (?:up|new)|how'?s it going)\b[^.!?]{0,20}[?!.]*\s*$/iu
const SORROW =
  /\b(?:i(?:'|’)?m|i am|i feel|feeling|so)\s+(?:\w+\s+)?(?:sad|tired|exhausted|lonely|stressed|anxious|depressed|sick|scared|nervous|overwhelmed|heartbroken|down|awful|terrible)\b|\b(?:bad|terrible|awful|rough|hard) (?:day|week|night)\b|\b(?:passed away|died|broke up|got fired|lost my job)\b/iu
const TRIUMPH =
  /\b(?:i|we)(?:'ve|’ve| have| just|'m|’m| am)* (?:got (?:the|a|my|it|in|engaged|married|promoted|hired)|won|passed|finished|made it|did it|shipped|launched|graduated|nailed|getting married|engaged|pregnant|promoted|hired)\b/iu
const REAL_MODEL = [
  /\bwho (?:are|r) (?:you|u)\b/iu,
  /\b(?:are|r)\s+(?:you|u|you guys|you all|y'?all|these|they)\b[^.!?]*\b(?:real|human|humans|ai|a\.i\.|bots?|robots?|gpt|chatgpt|claude|gemini|llms?|language models?|people|persons?|rehears\w+)\b/iu,
  /\bis\s+(?:this|that|it|there)\b[^.!?]*\b(?:real (?:ai|model|person|people)|ai|bot|llm|language model|fake|demo|scripted|rehears\w+)\b/iu,
  /\b(?:which|what)\s+(?:ai\s+|language\s+)?(?:model|llm)\b[^.!?]*\b(?:you|this|behind|running|powers?|talking)\b/iu,
  /\b(?:real|actual)\s+(?:ai|model|llm|language model)\b[^.!?]*\?/iu,
]

/** Reads the room from the point of view of `speaker`. */
export function situationOf(scene: Scene, speaker: SceneMember | undefined): Situation {
  const self = speaker?.name ?? 'Me'
  const people = new Set(scene.members.filter(({ kind }) => kind === 'person').map(({ name }) => name))
  const isPerson = (name: string): boolean =>
    people.has(name) || !scene.members.some((member) => member.name === name)
  const last = scene.said.at(-1)
  const partner = last?.from === self ? undefined : last
  const personIndex = scene.said.findLastIndex(({ from }) => isPerson(from))
  const personText = scene.said[personIndex]?.text ?? ''
  const person = scene.said[personIndex]?.from ?? ''
  const bySpeech = (name: string): number => scene.said.findLastIndex(({ from }) => from === name)
  const others = scene.members
    .filter(({ kind, name }) => kind === 'character' && name !== self)
    .toSorted((a, b) => bySpeech(a.name) - bySpeech(b.name))
    .map(({ name }) => spoken(name, scene))
  const fromPerson = partner !== undefined && isPerson(partner.from)
  return {
    moment: momentOf(scene, self, partner, fromPerson, personText),
    self: spoken(self, scene),
    partner: partner && !(fromPerson && isStandIn(partner.from)) ? spoken(partner.from, scene) : '',
    partnerText: partner?.text ?? '',
    person: person === '' || isStandIn(person) ? '' : spoken(person, scene),
    others,
    topic: topicFor(scene, personIndex, isPerson, fromPerson),
    choice: fromPerson ? choiceOf(personText) : undefined,
    question: fromPerson ? questionOf(personText) : undefined,
    sincePerson: personIndex + 1,
    closing: scene.closing,
    newcomers: scene.newcomers.filter((name) => name !== self).map((name) => spoken(name, scene)),
  }
}

function momentOf(
  scene: Scene,
  self: string,
  partner: Utterance | undefined,
  fromPerson: boolean,
  personText: string,
): Moment {
  if (REAL_MODEL.some((pattern) => pattern.test(personText))) return 'rehearsal'
  if (scene.said.length === 0) return 'opening'
  if (SORROW.test(personText)) return 'comforted'
  if (TRIUMPH.test(personText)) return 'cheered'
  const plain = withoutNames(personText, scene)
  if (FAREWELL.test(plain)) return 'parted'
  const greeting = GREETING.test(plain)
  if (greeting && !fromPerson) return 'small-talk'
  if (scene.closing) return 'closing'
  if (!partner) return 'told-by-character'
  const text = partner.text.trim()
  if (!fromPerson) {
    const named = text.toLowerCase().includes(spoken(self, scene).toLowerCase())
    return named && text.includes('?') ? 'asked-by-character' : 'told-by-character'
  }
  if (greeting) return 'greeted'
  if (LAUGH.test(text)) return 'laughed'
  if (THANKS.test(text)) return 'thanked'
  if (HOW_ARE_YOU.test(plain)) return 'asked-how-it-is'
  return text.includes('?') ? 'asked-by-person' : 'told-by-person'
}

/** The first name, or the whole name where the room has two of that first name. */
function spoken(name: string, { members }: Scene): string {
  const first = name.split(' ')[0] ?? name
  const shared = members.some((member) => member.name !== name && member.name.split(' ')[0] === first)
  return shared ? name : first
}

/** A name that nobody is called by. */
function isStandIn(name: string): boolean {
  return /^(?:you|me|owner|user|guest)$/iu.test(name)
}

function withoutNames(text: string, { members }: Scene): string {
  const names = new Set(members.flatMap(({ name }) => name.toLowerCase().split(/\s+/u)))
  return text
    .split(/\s+/u)
    .filter((word) => !names.has(word.toLowerCase().replace(/[^\p{L}\p{N}'-]+/gu, '')))
    .join(' ')
}

function questionOf(text: string): Situation['question'] {
  const question =
    text
      .match(/[^.!?]*\?/gu)
      ?.at(-1)
      ?.trim() ?? ''
  if (/^(?:\S+, |so |and |but |ok(?:ay)? )?how (?:do|can|could|should|would|to)\b/iu.test(question))
    return 'how'
  if (/^(?:\S+, |so |and |but |ok(?:ay)? )?why\b/iu.test(question)) return 'why'
  const auxiliary =
    /^(?:\S+, |so |and |but |ok(?:ay)? )?(?:is|are|do|does|did|should|would|could|can|will|has|have|am|was)\b/iu
  return auxiliary.test(question) ? 'yes-no' : undefined
}

/** What the people talk about: the last thing a person named, else what the others said first. */
function topicFor(
  scene: Scene,
  personIndex: number,
  isPerson: (name: string) => boolean,
  fromPerson: boolean,
): string {
  const names = scene.members.map(({ name }) => name)
  const byPeople = scene.said.slice(0, personIndex + 1).filter(({ from }) => isPerson(from))
  const texts = [...byPeople.slice(-4).toReversed(), ...scene.said.slice(0, 1)]
  for (const { text } of texts) {
    const topic = topicOf(text, names)
    if (topic !== undefined) return fromPerson ? topic : topic.replace(/^(?:your|my|an?) /u, 'the ')
  }
  return 'this'
}
