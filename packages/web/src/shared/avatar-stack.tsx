import { Avatar } from './avatar.tsx'
import type { Face } from './avatar.tsx'

/** The avatars of a room in one square: one fills it, two lean on each other, three stand together. [W2] */
export function AvatarStack({ faces, sizePx }: { faces: readonly Face[]; sizePx: number }) {
  const [first, second, third] = faces
  const box = { width: sizePx, height: sizePx }
  if (first === undefined) return <span aria-hidden className="shrink-0 rounded-full bg-field" style={box} />
  if (second === undefined) return <Avatar face={first} sizePx={sizePx} />
  const places = third === undefined ? PAIR : TRIO
  return (
    <span aria-hidden className="relative inline-block shrink-0" style={box}>
      {[first, second, third].map((face, index) => {
        const place = places[index]
        if (face === undefined || place === undefined) return null
        return (
          <span
            key={face.id}
            className="absolute flex"
            style={{ left: place.x * sizePx, top: place.y * sizePx }}
          >
            <Avatar face={face} sizePx={Math.round(place.size * sizePx)} ring />
          </span>
        )
      })}
    </span>
  )
}

/** Positions and sizes as parts of the square. */
const PAIR = [
  { x: 0, y: 0, size: 0.61 },
  { x: 0.39, y: 0.39, size: 0.61 },
]
const TRIO = [
  { x: 0, y: 0.04, size: 0.58 },
  { x: 0.5, y: 0.24, size: 0.5 },
  { x: 0.16, y: 0.56, size: 0.44 },
]
