import { EXPORT_VERSION } from '@parley/protocol'
import type { ImportedPerson, MemberId, RoomHead, Seq, TimelineItem } from '@parley/protocol'
import type { Principal } from '../authority/principal.ts'
import type { Office } from '../commands/context.ts'
import { copied, namedIn } from './copied-room.ts'
import { peopleIn, withDirectory } from './people.ts'

const PAGE = 500

/** Everything of a room up to `head.seq` as JSON, bit by bit: a long room is never whole in memory. [R5] */
export async function* exportJson(
  office: Office,
  principal: Principal,
  head: RoomHead,
): AsyncGenerator<string> {
  const { store } = office
  const opening = {
    format: 'parley-room',
    version: EXPORT_VERSION,
    exportedAt: office.now(),
    exportedBy: principal.id,
    room: head,
  }
  yield `${JSON.stringify(opening).slice(0, -1)},\n"timeline":[`
  let people = new Map<MemberId, ImportedPerson>()
  const named = new Set<MemberId>()
  let separator = '\n'
  for await (const items of timelineOf(office, head)) {
    people = new Map([...peopleIn(items, head.members), ...people])
    for (const item of items) {
      for (const id of namedIn(copied(item)?.item ?? blank(item))) named.add(id)
      yield `${separator}${JSON.stringify(item)}`
      separator = ',\n'
    }
  }
  const members = new Set(head.members.map(({ id }) => id))
  const known = await withDirectory(store.directory, people, named)
  const others = [...known.values()].filter(({ id }) => named.has(id) && !members.has(id))
  yield `\n],\n"people":${JSON.stringify(others)},\n"events":[`
  separator = '\n'
  let after = 0 as Seq
  while (after < head.seq) {
    const page = await store.readEvents(head.id, after, PAGE)
    if (page === undefined) break
    for (const event of page.events) {
      if (event.seq > head.seq) break
      yield `${separator}${JSON.stringify(event)}`
      separator = ',\n'
    }
    after = page.to
  }
  yield '\n]}\n'
}

/** Oldest first, in pages. The store reads backwards, so the places of the pages are found first. */
export async function* timelineOf(office: Office, head: RoomHead): AsyncGenerator<TimelineItem[]> {
  const befores: Seq[] = []
  let before = (head.seq + 1) as Seq
  for (;;) {
    befores.push(before)
    const { items, more } = await office.store.readTimeline(head.id, before, PAGE)
    const [first] = items
    if (!more || first === undefined) break
    before = first.seq
  }
  for (const place of befores.toReversed()) {
    yield (await office.store.readTimeline(head.id, place, PAGE)).items
  }
}

/** What a deleted message still names is its author. */
function blank({ at, by }: TimelineItem): Parameters<typeof namedIn>[0] {
  return { kind: 'message', at, by, text: '', status: 'complete', reactions: [] }
}
