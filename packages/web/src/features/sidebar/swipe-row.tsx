import BellOff from 'lucide-react/icons/bell-off'
import Pin from 'lucide-react/icons/pin'
import Trash from 'lucide-react/icons/trash-2'
import type { ReactNode } from 'react'
import type { RoomAction } from '../../shared/room-actions.ts'
import { useSwipe } from './use-swipe.ts'

const ACTION_PX = 74
const SWIPES = [
  { action: 'mute', Icon: BellOff, color: '#5e5be6' },
  { action: 'pin', Icon: Pin, color: '#3293fc' },
  { action: 'delete', Icon: Trash, color: '#ff4539' },
] as const

type SwipeRowProps = {
  /** What may be done, in words. */
  actions: readonly { action: RoomAction; words: string }[]
  onAct: (action: RoomAction) => void
  children: ReactNode
}

/** A row that a finger draws aside: hide alerts, pin, delete. [W2] */
export function SwipeRow({ actions, onAct, children }: SwipeRowProps) {
  const offered = SWIPES.flatMap((swipe) => {
    const words = actions.find(({ action }) => action === swipe.action)?.words
    return words === undefined ? [] : [{ ...swipe, words }]
  })
  const { element, touched, open, close, handlers } = useSwipe(offered.length * ACTION_PX)
  return (
    <div className="relative overflow-clip">
      {touched && (
        <div aria-hidden={!open} inert={!open} className="absolute inset-y-0 right-0 flex">
          {offered.map(({ action, Icon, color, words }) => (
            <button
              key={action}
              type="button"
              data-swipe={action}
              aria-label={words}
              onClick={() => {
                close()
                onAct(action)
              }}
              style={{ width: ACTION_PX, backgroundColor: color }}
              className="grid place-items-center text-white"
            >
              <Icon size={24} aria-hidden />
            </button>
          ))}
        </div>
      )}
      <div ref={element} {...handlers} className="relative touch-pan-y bg-sidebar">
        {children}
      </div>
    </div>
  )
}
