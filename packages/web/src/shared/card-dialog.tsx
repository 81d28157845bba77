import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { useState } from 'react'

type CardDialogProps = { title: string; onClose: () => void; children: ReactNode }

/** A small modal card with a title; open while mounted, `onClose` is called once it has faded. */
export function CardDialog({ title, onClose, children }: CardDialogProps) {
  const [open, setOpen] = useState(true)
  return (
    <Dialog.Root open={open} onOpenChange={setOpen} onOpenChangeComplete={(now) => !now && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="overlay z-50" />
        <Dialog.Popup className="card z-50 p-5">
          <div className="mb-2 flex items-center justify-between">
            <Dialog.Title className="text-[17px] font-semibold">{title}</Dialog.Title>
            <Dialog.Close className="-mr-1 rounded-full px-2 py-1 text-[15px] text-blue hover:bg-hover">
              Done
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
