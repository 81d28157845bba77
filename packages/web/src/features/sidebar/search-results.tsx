import type { FoundMessage, MemberId, RoomId } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { othersOf, roomTitle } from '@parley/room'
import { Link } from '../../shared/link.tsx'
import { messagePath, roomPath } from '../../shared/navigation.ts'
import { AvatarStack } from '../../shared/avatar-stack.tsx'
import { listTime } from '../../shared/clock.ts'
import { shortName } from '../../shared/names.ts'
import { plainWords } from '../../shared/plain-words.ts'
import { useNow } from '../../shared/use-now.ts'
import { foundRooms } from './found-rooms.ts'
import { markedWords } from './marked-words.ts'
import type { Part } from './marked-words.ts'
import { useSearch } from './use-search.ts'

type SearchResultsProps = {
  query: string
  rooms: readonly RoomState[]
  me: MemberId
  selected: RoomId | undefined
}

/** Rooms, then messages of all rooms; each leads there. [R8] */
export function SearchResults({ query, rooms, me, selected }: SearchResultsProps) {
  const { results, settled } = useSearch(query)
  const known = new Map(rooms.map((room) => [room.id, room]))
  const here = foundRooms(rooms, query, me)
  const more = results.rooms
    .flatMap(({ room }) => known.get(room) ?? [])
    .filter((room) => !here.includes(room))
  const found = [...here, ...more]
  const nothing = found.length === 0 && results.messages.length === 0
  return (
    <div data-testid="search-results">
      {found.length > 0 && (
        <section aria-label="Rooms found">
          <h2 className="px-3 pt-1 pb-1 text-[12px] max-wide:px-5 font-semibold text-soft">Rooms</h2>
          <ul>
            {found.map((room) => (
              <li key={room.id}>
                <Link
                  to={roomPath(room.id)}
                  data-testid="room-row"
                  data-room={room.id}
                  data-result
                  aria-current={room.id === selected ? 'page' : undefined}
                  className="group flex h-[52px] items-center gap-2.5 rounded-[10px] px-3 max-wide:px-5 [--avatar-ring:var(--sidebar)] hover:bg-hover aria-[current=page]:bg-blue-fill aria-[current=page]:text-white"
                >
                  <AvatarStack faces={othersOf(room.view.head, me)} sizePx={34} />
                  <span className="min-w-0 flex-1">
                    <span className="block truncate text-[14px] font-medium">
                      {roomTitle(room.view.head, me)}
                    </span>
                    {room.view.head.settings.title !== '' && (
                      <span className="block truncate text-[12px] text-soft group-aria-[current=page]:text-white">
                        {othersOf(room.view.head, me)
                          .map(({ name }) => name)
                          .join(', ')}
                      </span>
                    )}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {results.messages.length > 0 && (
        <section aria-label="Messages found">
          <h2 className="px-3 pt-3 pb-1 text-[12px] max-wide:px-5 font-semibold text-soft">Messages</h2>
          <ul>
            {results.messages.map((message) => (
              <FoundLine
                key={message.message.id}
                found={message}
                query={query}
                title={titleOf(known.get(message.room), me)}
                own={message.message.by === me}
              />
            ))}
          </ul>
        </section>
      )}
      {nothing && (
        <p role="status" className="px-4 py-10 text-center text-[13px] text-soft">
          {settled ? `Nothing matches “${query.trim()}”.` : 'Searching…'}
        </p>
      )}
    </div>
  )
}

type FoundLineProps = { found: FoundMessage; query: string; title: string; own: boolean }

function FoundLine({ found: { room, message, author }, query, title, own }: FoundLineProps) {
  const now = useNow()
  const name = own ? 'You' : shortName(author || 'Someone')
  return (
    <li>
      <Link
        to={messagePath(room, message.id)}
        data-testid="found-message"
        data-result
        className="block rounded-[10px] px-3 py-2 hover:bg-hover max-wide:px-5"
      >
        <span className="flex items-baseline gap-2">
          <span className="truncate text-[13.5px] font-medium">{title}</span>
          <time
            dateTime={new Date(message.at).toISOString()}
            className="ml-auto shrink-0 text-[12px] text-soft tabular-nums"
          >
            {listTime(message.at, now)}
          </time>
        </span>
        <span className="line-clamp-2 text-[12.5px] leading-[16.5px] [overflow-wrap:anywhere] text-soft">
          {name}:{' '}
          {wordsFound(message.text, query).map(({ text, marked }, index) =>
            marked ? (
              <mark key={index} className="bg-transparent font-semibold text-ink">
                {text}
              </mark>
            ) : (
              text
            ),
          )}
        </span>
      </Link>
    </li>
  )
}

/** Without the marks of Markdown, where that leaves what was searched for. */
function wordsFound(text: string, query: string): Part[] {
  const parts = markedWords(plainWords(text, text.length), query)
  return parts.some(({ marked }) => marked) ? parts : markedWords(text, query)
}

function titleOf(room: RoomState | undefined, me: MemberId): string {
  return room ? roomTitle(room.view.head, me) : 'Room'
}
