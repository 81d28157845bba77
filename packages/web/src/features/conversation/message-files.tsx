import FileIcon from 'lucide-react/icons/file'
import type { Attachment, RoomId } from '@parley/protocol'
import { fileSize } from '../../shared/file-size.ts'

type MessageFilesProps = { room: RoomId; files: readonly Attachment[]; own: boolean }

const IMAGE = /^image\/(?:png|jpeg|gif|webp|avif)$/

/** The files of a message: images in the place that they will take, sounds to be played, others to be saved. [R2, W3] */
export function MessageFiles({ room, files, own }: MessageFilesProps) {
  return (
    <div className={`flex flex-col gap-1 pb-0.5 ${own ? 'items-end' : 'items-start'}`}>
      {files.map((file) => (
        <MessageFile key={file.id} file={file} url={`/api/rooms/${room}/attachments/${file.id}`} />
      ))}
    </div>
  )
}

/** No image is shown higher than this, nor larger than it is. */
const MAX_HEIGHT_PX = 360

/** Told to the page, so that the place is the same before the picture is there and whichever of its sizes comes. */
function shownWidth(width: number, height: number): number {
  return Math.min(width, (MAX_HEIGHT_PX * width) / height)
}

function MessageFile({ file, url }: { file: Attachment; url: string }) {
  const { width, height } = file
  if (IMAGE.test(file.type) && width !== undefined && height !== undefined) {
    return (
      <a href={url} target="_blank" rel="noreferrer" className="block overflow-hidden rounded-[18px]">
        <img
          src={file.thumbnail === undefined ? url : `${url}/thumbnail`}
          alt={file.name}
          width={width}
          height={height}
          loading="lazy"
          decoding="async"
          data-testid="image-file"
          className="block h-auto max-w-full bg-hover object-contain"
          style={{ width: shownWidth(width, height), aspectRatio: `${width} / ${height}` }}
        />
      </a>
    )
  }
  if (file.type.startsWith('audio/'))
    return (
      <audio controls preload="none" src={url} aria-label={file.name}>
        <track kind="captions" />
      </audio>
    )
  return (
    <a
      href={url}
      download={file.name}
      data-testid="file-chip"
      className="flex max-w-full items-center gap-2.5 rounded-[18px] bg-hover px-3.5 py-2.5 text-ink"
    >
      <FileIcon size={22} strokeWidth={1.7} aria-hidden className="shrink-0 text-soft" />
      <span className="min-w-0">
        <span className="block truncate text-[14px]">{file.name}</span>
        <span className="block text-[11px] text-soft">{fileSize(file.bytes)}</span>
      </span>
    </a>
  )
}
