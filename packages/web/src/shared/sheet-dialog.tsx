import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { useState } from 'react'

type SheetDialogProps = { title: string; onClose: () => void; children: ReactNode }

/** A modal sheet: beside the conversation, or a drawer on a phone. `onClose` is called once it is away. [W2] */
export function SheetDialog({ title, onClose, children }: SheetDialogProps) {
  const [open, setOpen] = useState(true)
  return (
    <Dialog.Root open={open} onOpenChange={setOpen} onOpenChangeComplete={(now) => !now && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="overlay z-40" />
        <Dialog.Popup className="sheet z-40 outline-none">
          <div className="sticky top-0 z-10 flex h-12 items-center justify-end bg-sheet/85 px-4 backdrop-blur-xl">
            <Dialog.Title className="sr-only">{title}</Dialog.Title>
            <Dialog.Close className="tap -mr-1 rounded-full px-2.5 py-1 text-[16px] font-medium text-blue hover:bg-hover">
              Done
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
