import { useState } from 'react'
import { Dialog } from '@base-ui/react/dialog'
import { Popover } from '@base-ui/react/popover'
import type { EventId, MemberId } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { NARROW, useMedia } from '../../shared/use-media.ts'
import { FactList } from './fact-list.tsx'
import { factsOf } from './message-facts.ts'
import { useExplanation } from './use-explanation.ts'
import { WhyText } from './why-text.tsx'

type WhyPanelProps = { room: RoomState; me: MemberId; item: EventId; anchor: Element; onClose: () => void }

/** Why somebody spoke or nobody did, and how a message was made: a popover at it, or a sheet on a phone. [D12, M4] */
export function WhyPanel({ room, me, item, anchor, onClose }: WhyPanelProps) {
  const narrow = useMedia(NARROW)
  const explanation = useExplanation(room, item, me)
  const [open, setOpen] = useState(true)
  const state = { open, onOpenChange: setOpen, onOpenChangeComplete: (now: boolean) => !now && onClose() }
  const heading = explanation?.heading ?? 'Looking it up…'
  const message = room.view.timeline.find(({ id }) => id === item)
  const body = (
    <>
      <WhyText explanation={explanation} />
      {message?.kind === 'message' && <FactList facts={factsOf(message)} />}
    </>
  )
  if (narrow) {
    return (
      <Dialog.Root {...state}>
        <Dialog.Portal>
          <Dialog.Backdrop className="overlay z-40" />
          <Dialog.Popup data-testid="why" className="foot-sheet z-40 outline-none">
            <div className="flex items-center justify-between gap-3 pb-2">
              <Dialog.Title className="text-[17px] font-semibold">{heading}</Dialog.Title>
              <Dialog.Close className="tap -mr-1 rounded-full px-2.5 py-1 text-[16px] font-medium text-blue">
                Done
              </Dialog.Close>
            </div>
            {body}
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    )
  }
  return (
    <Popover.Root {...state}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="top"
          align={anchor.closest('[data-own]') ? 'end' : anchor.closest('.line-row') ? 'center' : 'start'}
          sideOffset={8}
          collisionPadding={12}
          className="z-40"
        >
          <Popover.Popup data-testid="why" className="popover w-[320px] px-4 pt-3 pb-3.5 outline-none">
            <Popover.Title className="pb-1.5 text-[14px] font-semibold">{heading}</Popover.Title>
            {body}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
