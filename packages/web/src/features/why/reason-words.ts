import type { EventId, MemberId, Reason } from '@parley/protocol'

/** Who is who for the words: names of members, and authors of messages as far as they are known. */
export type Names = {
  nameOf: (member: MemberId) => string
  authorOf: (event: EventId) => MemberId | undefined
}

/** A decision's reason as one plain sentence; a code that is not known here is shown as it is. [D12] */
export function reasonWords(reason: Reason, names: Names): string {
  const words: Partial<Record<string, (about: About) => string>> = WORDS
  return Object.hasOwn(WORDS, reason.code)
    ? (words[reason.code]?.(aboutOf(reason, names)) ?? reason.code)
    : reason.code
}

type About = {
  /** The agent that it is about; undefined: all of them. */
  agent: string | undefined
  /** Who wrote the message that led to it. */
  author: string | undefined
  /** " (62 %)", or nothing. */
  likely: string
  /** ": the model’s own words (80 % sure)", as far as there are any. */
  judged: string
}

const WORDS: Record<Reason['code'], (about: About) => string> = {
  addressed: ({ agent = 'An agent', author }) =>
    author === undefined ? `${agent} was called by name.` : `${author} named ${agent}.`,
  asked: ({ agent = 'An agent', author }) =>
    author === undefined ? `${agent} was asked to answer.` : `${author} asked ${agent} to answer.`,
  'only-agent': ({ agent = 'Nobody else' }) => `${agent} is the only agent that could answer.`,
  'quiet-longest': ({ agent = 'This agent' }) => `${agent} had been quiet the longest.`,
  'model-choice': ({ agent = 'an agent', judged }) => `The model chose ${agent}${judged}.`,
  'spoke-last': ({ agent = 'An agent' }) => `${agent} stayed quiet: spoke last.`,
  paused: ({ agent = 'An agent' }) => `${agent} stayed quiet: is paused.`,
  'person-spoke': ({ author = 'Somebody' }) => `${author} wrote a message.`,
  'agent-spoke': ({ author = 'An agent' }) => `${author} had spoken, and agents may go on by themselves.`,
  requested: ({ author = 'Somebody' }) => `${author} set the agents going.`,
  'room-changed': () => 'The room’s settings were changed.',
  'room-deleted': () => 'The room was deleted.',
  recovered: () => 'The server had stopped in the middle of it, so it was tried again.',
  'cap-reached': () => 'The agents had reached the limit that is set for this room.',
  'provider-failed': () => 'The model could not be reached, or did not answer.',
  'spoken-for': ({ agent = 'An agent', author = 'Another agent' }) =>
    `${author} had begun to speak for ${agent}, who got the word instead.`,
  likely: ({ agent = 'somebody', likely }) => `A quick look said ${agent} was likely to answer${likely}.`,
  unlikely: ({ agent, likely }) =>
    agent === undefined
      ? `A quick look said nobody was likely to answer${likely}.`
      : `A quick look said ${agent} was unlikely to answer${likely}.`,
  'alone-with-person': ({ agent = 'somebody', likely }) =>
    `Only one person is here, who may well mean ${agent}${likely}.`,
  'open-question': ({ agent = 'somebody', likely }) =>
    `It was a question to nobody in particular, which ${agent} might answer${likely}.`,
  'model-declined': ({ judged }) => `The model thought that nobody needs to answer${judged}.`,
  acknowledgements: () => 'The agents were only agreeing with each other.',
  stopped: ({ author = 'Somebody' }) => `${author} pressed stop.`,
  regenerated: ({ author = 'Somebody' }) => `${author} wanted another answer.`,
  edited: ({ author = 'Somebody' }) => `${author} changed a message and asked again.`,
}

function aboutOf({ member, event, score, note }: Reason, { nameOf, authorOf }: Names): About {
  const author = event === undefined ? undefined : authorOf(event)
  const percent = score === undefined ? undefined : `${Math.round(score * 100)} %`
  const said = note === undefined || note.trim() === '' ? '' : `: ${note.trim().replace(/[.\s]+$/u, '')}`
  return {
    agent: member === undefined ? undefined : nameOf(member),
    author: author === undefined ? undefined : nameOf(author),
    likely: percent === undefined ? '' : ` (${percent})`,
    judged: `${said}${percent === undefined ? '' : ` (${percent} sure)`}`,
  }
}
