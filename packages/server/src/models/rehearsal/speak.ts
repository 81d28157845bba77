import type { Dice } from './dice.ts'
import { reportOf } from './report.ts'
import type { Scene, SceneMember } from './scene.ts'
import { situationOf, type Situation } from './situation.ts'
import { hookOf, isPlural } from './topic.ts'
import { castVoice, everyone, MOMENTS, type Casting, type Voice } from './voices/index.ts'

type Move = 'greet' | 'answer' | 'build' | 'disagree' | 'ask' | 'aside' | 'close'

/** The next line of `speaker`, in its voice, about what was just said. [M2] */
export function speak(scene: Scene, speaker: SceneMember | undefined, dice: Dice): string {
  if (scene.toolResults.length > 0) return reportOf(scene, dice)
  const situation = situationOf(scene, speaker)
  const casting = castVoice(speaker?.name ?? '', speaker?.title ?? '', speaker?.style ?? '')
  const heard = scene.said.map(({ text }) => text.toLowerCase())
  const writer = new Writer(situation, casting, heard, dice)
  const newcomer = scene.closing ? undefined : situation.newcomers[0]
  const welcome = newcomer === undefined ? '' : `${writer.moment('welcome', { name: newcomer })} `
  const line = welcome + writer.write()
  const names = [situation.person, situation.partner, ...situation.others, situation.self]
  return casting.voice.lowercase ? withoutCapitals(line, names) : line
}

class Writer {
  readonly #situation: Situation
  readonly #casting: Casting
  readonly #heard: readonly string[]
  readonly #dice: Dice

  constructor(situation: Situation, casting: Casting, heard: readonly string[], dice: Dice) {
    this.#situation = situation
    this.#casting = casting
    this.#heard = heard
    this.#dice = dice
  }

  write(): string {
    const { moment } = this.#situation
    switch (moment) {
      case 'rehearsal':
        return this.#aboutItself()
      case 'closing':
        return this.#coloured(this.line('close'))
      case 'opening':
      case 'greeted':
        return this.line('greet')
      case 'small-talk':
        return this.#smallTalk()
      case 'thanked':
      case 'laughed':
        return this.#join(this.moment(moment), this.#dice.chance(0.5, 'more') ? this.line('aside') : '')
      case 'comforted':
      case 'cheered':
      case 'parted':
        return this.moment(moment)
      case 'asked-how-it-is':
        return this.moment('wellAndYou')
      case 'asked-by-character':
        return this.#join(this.moment('answering'), this.#coloured(this.line('answer')))
      case 'asked-by-person':
      case 'told-by-person':
        return this.#toPerson()
      case 'told-by-character':
        return this.#toCharacter()
    }
  }

  #aboutItself(): string {
    const { partner, closing } = this.#situation
    const told = this.#heard
      .slice(this.#situation.sincePerson)
      .filter((text) => text.includes('rehears')).length
    if (told >= 2) return this.line(closing ? 'close' : 'aside')
    return this.moment(told === 1 && partner !== '' ? 'rehearsalToo' : 'rehearsal')
  }

  #smallTalk(): string {
    if (this.#situation.closing) return this.moment('smallTalkEnds')
    return this.#dice.chance(0.5, 'greet') ? this.moment('smallTalk') : this.line('greet')
  }

  #toPerson(): string {
    const { choice, question } = this.#situation
    if (choice) {
      const [a, b] = this.#dice.chance(0.5, 'choice') ? choice : ([choice[1], choice[0]] as const)
      const pick = this.moment('choice', { a: inside(a), b: inside(b) })
      return this.#join(pick, this.#dice.chance(0.4, 'more') ? this.line('answer') : '')
    }
    const opener =
      question === undefined || !this.#dice.chance(0.7, 'opener')
        ? ''
        : this.moment(({ 'yes-no': 'yesOrNo', how: 'how', why: 'why' } as const)[question])
    return this.#join(opener, this.#coloured(this.line('answer')))
  }

  #toCharacter(): string {
    const { others, partnerText } = this.#situation
    const roll = this.#dice.roll('move')
    if (roll < 0.18) {
      const hook = hookOf(partnerText)
      if (hook !== undefined && this.#situation.partner !== '' && this.#dice.chance(0.6, 'hook')) {
        return this.#join(this.moment('hooked', { hook }), this.line('build'))
      }
      return this.line('aside')
    }
    if (roll < 0.36 && others.length > 0) return this.#coloured(this.line('ask'))
    const partner = this.#situation.partner !== ''
    const reply = this.line(!partner ? 'answer' : roll < 0.62 ? 'disagree' : 'build')
    const asks = others.length > 0 && !reply.includes('?') && this.#dice.chance(0.25, 'follow-up')
    const second = asks ? this.line('ask') : this.#dice.chance(0.3, 'more') ? this.line('answer') : ''
    return this.#join(this.#coloured(reply), second)
  }

  /** A line of the voice that nobody has heard yet; the neutral ones help out, then old ones return. */
  line(move: Move): string {
    const { voice } = this.#casting
    const spare: readonly Move[] = move === 'close' ? ['close'] : [move, 'answer', 'build', 'aside']
    for (const bank of [voice, everyone] satisfies Voice[]) {
      for (const kind of bank === voice ? spare.slice(0, 1) : spare) {
        const template = this.#dice
          .shuffle(bank[kind], kind)
          .find((one) => this.#fits(one) && !this.#wasHeard(one))
        if (template !== undefined) return this.#fill(template)
      }
    }
    const again =
      this.#dice.pick(
        voice[move].filter((one) => this.#fits(one)),
        move,
      ) ??
      everyone.close[0] ??
      ''
    return this.#join(move === 'close' ? '' : 'As I keep saying:', this.#fill(again))
  }

  /** One of the lines that everybody has for the moment; a fresh one where possible. */
  moment(name: keyof typeof MOMENTS, slots: Readonly<Record<string, string>> = {}): string {
    const options = this.#dice.shuffle<string>(MOMENTS[name], name).filter((one) => this.#fits(one, slots))
    const template = options.find((one) => !this.#wasHeard(one)) ?? options[0] ?? MOMENTS[name][0]
    return this.#fill(template, slots)
  }

  /** Adds the tone that people asked for in an agent of their own. */
  #coloured(line: string): string {
    const { tone } = this.#casting
    if (!tone) return line
    const opener = this.#dice.chance(0.6, 'tone') ? (this.#dice.pick(tone.openers, 'tone/opener') ?? '') : ''
    const tail = this.#dice.chance(0.4, 'tail') ? (this.#dice.pick(tone.tails, 'tone/tail') ?? '') : ''
    return this.#join(this.#join(opener, line), tail)
  }

  /** Whether there is somebody for every name that the template needs. */
  #fits(template: string, slots: Readonly<Record<string, string>> = {}): boolean {
    const { partner, person, others } = this.#situation
    if (template.includes('{person}') && person === '') return false
    if (template.includes('{name}') && partner === '' && slots['name'] === undefined) return false
    return !template.includes('{other}') || others.length > 0
  }

  #fill(template: string, slots: Readonly<Record<string, string>> = {}): string {
    const { topic, partner, person, others, self } = this.#situation
    const other = this.#dice.chance(0.7, 'other') ? others[0] : others.at(-1)
    const values: Readonly<Record<string, string>> = {
      topic,
      Topic: capital(topic),
      name: partner,
      person,
      other: other ?? '',
      self,
      ...slots,
    }
    const agreeing = isPlural(topic) ? template.replace(TOPIC_VERB, inPlural) : template
    return agreeing.replace(/\{(\w+)\}/g, (slot, name: string) => values[name] ?? slot)
  }

  /** Known by its longest part that is the same whatever fills the slots. */
  #wasHeard(template: string): boolean {
    const fixed = template
      .split(/\{\w+\}/)
      .reduce((longest, part) => (part.length > longest.length ? part : longest), '')
      .trim()
      .toLowerCase()
    return fixed.length > 3 && this.#heard.some((text) => text.includes(fixed))
  }

  #join(first: string, second: string): string {
    if (first === '' || second === '') return first + second
    return /[\p{L}\p{N})”"]$/u.test(first) ? `${first}. ${second}` : `${first} ${second}`
  }
}

/** A verb right after the topic. */
const TOPIC_VERB =
  /(?<!\b(?:of|in|on|about|with) )(\{[tT]opic\}) (is|was|has|does|goes|begins|feels|dies|looks|costs|breaks|explains|sulks|thanks|needs|comes|fails|survives|refuses)\b/g
const IRREGULAR: Readonly<Record<string, string>> = {
  is: 'are',
  was: 'were',
  has: 'have',
  does: 'do',
  goes: 'go',
  dies: 'die',
}

function inPlural(_match: string, slot: string, verb: string): string {
  return `${slot} ${IRREGULAR[verb] ?? verb.slice(0, -1)}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** As inside a sentence: "Unit tests" loses its capital, "HTML" and "Rome" keep theirs. */
function inside(text: string): string {
  return /^\p{Lu}\p{Ll}+ \p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

/** Without capitals, but for names and abbreviations. */
function withoutCapitals(text: string, names: readonly string[]): string {
  return text
    .replace(/(^|[.!?:] )(\p{Lu}[\p{L}’']*)/gu, (match, start: string, word: string) =>
      names.includes(word) || /^\p{Lu}{2}/u.test(word) ? match : start + word.toLowerCase(),
    )
    .replace(/\bI\b/g, 'i')
}
