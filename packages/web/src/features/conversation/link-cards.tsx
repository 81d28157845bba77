import type { LinkPreview, RoomId } from '@parley/protocol'
import { cardLook, siteWords } from './card-of.ts'
import { safeLink } from './safe-link.ts'

type LinkCardsProps = {
  room: RoomId
  previews: readonly LinkPreview[]
  own: boolean
  /** Nothing of its author's follows. */
  tail: boolean
}

/** What stands below a message of the pages to which it leads: a card each, which leads there as a whole. [W4] */
export function LinkCards({ room, previews, own, tail }: LinkCardsProps) {
  return (
    <div className="link-cards">
      {previews.map((preview, index) => (
        <div
          key={preview.url}
          className={own ? 'link-card-place link-card-own' : 'link-card-place'}
          data-tail={tail && index === previews.length - 1 ? '' : undefined}
        >
          <LinkCard room={room} preview={preview} alone={previews.length === 1} />
        </div>
      ))}
    </div>
  )
}

function LinkCard({ room, preview, alone }: { room: RoomId; preview: LinkPreview; alone: boolean }) {
  const card = cardLook(preview, alone)
  const { image, title, description } = preview
  return (
    <a
      href={safeLink(preview.url) || undefined}
      target="_blank"
      rel="noopener noreferrer nofollow ugc"
      title={description}
      draggable={false}
      data-testid="link-card"
      data-look={card.look}
      className="link-card fade-in"
    >
      {image && card.look !== 'words' && (
        <img
          // The words say it.
          alt=""
          src={`/api/rooms/${room}/attachments/${image.id}`}
          width={image.width}
          height={image.height}
          loading="lazy"
          decoding="async"
          draggable={false}
          className="link-card-image"
          style={card.look === 'picture' ? { aspectRatio: card.ratio } : undefined}
        />
      )}
      <span className="link-card-words">
        {title !== undefined && (
          <span dir="auto" className="link-card-title">
            {title}
          </span>
        )}
        <span className="link-card-site">{siteWords(preview)}</span>
      </span>
    </a>
  )
}
