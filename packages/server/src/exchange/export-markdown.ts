import type { ImportedPerson, MemberId, RoomHead, SystemLine, TimelineItem } from '@parley/protocol'
import { roomTitle } from '@parley/room'
import type { Office } from '../commands/context.ts'
import { timelineOf } from './export-json.ts'
import { peopleIn, withDirectory } from './people.ts'

/** A room as a document to read: who said what, by day. Times are UTC. [R5] */
export async function* exportMarkdown(
  office: Office,
  head: RoomHead,
  reader: MemberId,
): AsyncGenerator<string> {
  const members = head.members.map(({ name, title }) => escape(title ? `${name} (${title})` : name))
  yield `# ${escape(roomTitle(head, reader))}\n\n${members.join(' · ')}\n`
  let day = ''
  let people: ReadonlyMap<MemberId, ImportedPerson> = new Map()
  for await (const items of timelineOf(office, head)) {
    const authors = items.map(({ by }) => by)
    const here = new Map([...peopleIn(items, head.members), ...people])
    people = await withDirectory(office.store.directory, here, authors)
    const nameOf = (id: MemberId) => escape(people.get(id)?.name ?? 'Somebody who left')
    for (const item of items) {
      if (item.deleted === true || (item.kind === 'message' && isEmpty(item))) continue
      const [date = '', time = ''] = new Date(item.at).toISOString().split('T')
      if (date !== day) yield `\n## ${date}\n`
      day = date
      yield `\n${item.kind === 'line' ? `*${wordsOf(item, nameOf)}*` : messageOf(item, time.slice(0, 5), nameOf)}\n`
    }
  }
}

function isEmpty({ text, attachments }: Extract<TimelineItem, { kind: 'message' }>): boolean {
  return text === '' && attachments === undefined
}

type NameOf = (id: MemberId) => string

function messageOf(
  message: Extract<TimelineItem, { kind: 'message' }>,
  time: string,
  nameOf: NameOf,
): string {
  const { by, text, status, reactions, imported, attachments = [] } = message
  const marks = [time, ...(imported ? ['imported'] : []), ...(status === 'complete' ? [] : [status])]
  const given = reactions.map((one) => `${nameOf(one.by)}: ${one.reaction}`)
  // The words stay as they were written: they may be Markdown themselves.
  return [
    `**${nameOf(by)}** · ${marks.join(', ')}`,
    ...(text === '' ? [] : [text]),
    ...attachments.map(({ name }) => `[${escape(name)}]`),
    ...(given.length === 0 ? [] : [`_${given.join(', ')}_`]),
  ].join('\n\n')
}

function wordsOf({ by, line }: SystemLine, nameOf: NameOf): string {
  switch (line.type) {
    case 'member-added':
      return `${escape(line.member.name)} joined`
    case 'member-removed':
      return `${escape(line.name)} left`
    case 'renamed':
      return `${nameOf(by)} named the room “${escape(line.title)}”`
    case 'silenced':
      return `${escape(line.name)} has notifications silenced`
    case 'stopped':
      return `${escape(line.name)} stopped the answers`
    case 'failed':
      return escape(line.failure.message)
  }
}

/** A name must not turn into a heading, a link or HTML. */
function escape(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').replaceAll(/[\\`*_[\]<>#|~]/g, String.raw`\$&`)
}
