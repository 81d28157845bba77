import type { Member } from '@parley/protocol'
import { avatarGradient } from './avatar-colors.ts'
import { initialsOf } from './names.ts'

export type Face = Pick<Member, 'id' | 'name' | 'colors' | 'picture'>

/** A picture, or initials on the member's gradient, lit from above. Decorative: the name always stands beside it. [W1] */
export function Avatar({ face, sizePx, ring }: { face: Face; sizePx: number; ring?: boolean }) {
  const [top, bottom] = avatarGradient(face)
  return (
    <span
      aria-hidden
      data-initials={face.picture === undefined ? initialsOf(face.name) : undefined}
      className="inline-grid shrink-0 place-items-center rounded-full bg-cover bg-center font-medium text-white select-none"
      style={{
        width: sizePx,
        height: sizePx,
        fontSize: Math.round(sizePx * 0.4),
        letterSpacing: '-0.01em',
        textShadow: '0 1px 2px rgb(0 0 0 / 0.25)',
        backgroundImage:
          face.picture === undefined
            ? `radial-gradient(circle at 30% 10%, rgb(255 255 255 / 0.22), transparent 62%), linear-gradient(${top}, ${bottom})`
            : `url("/api/pictures/${face.picture}")`,
        boxShadow: ring ? '0 0 0 2px var(--avatar-ring, var(--page))' : 'inset 0 0 0 0.5px rgb(0 0 0 / 0.08)',
      }}
    />
  )
}
