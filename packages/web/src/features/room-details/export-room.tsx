import type { RoomId } from '@parley/protocol'

const FORMATS = [
  { format: 'json', name: 'Everything, to import again' },
  { format: 'markdown', name: 'To read, as Markdown' },
] as const

/** Saves the room as a file. [R5] */
export function ExportRoom({ room }: { room: RoomId }) {
  return (
    <section aria-labelledby="export-room" className="overflow-hidden rounded-xl bg-raised">
      <h3 id="export-room" className="px-3.5 pt-3 pb-1 text-[15px]">
        Export
      </h3>
      {FORMATS.map(({ format, name }) => (
        <a
          key={format}
          href={`/api/rooms/${room}/export?format=${format}`}
          download
          className="flex h-11 items-center px-3.5 text-[15px] text-blue hover:bg-hover"
        >
          {name}
        </a>
      ))}
    </section>
  )
}
