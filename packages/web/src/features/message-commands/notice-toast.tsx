import type { Notice } from './notices.ts'

type NoticeToastProps = { notice: Notice; onUndo: () => void }

/** Floats over the composer for a moment: a message was deleted, or something did not work. [D14] */
export function NoticeToast({ notice, onUndo }: NoticeToastProps) {
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-full z-10 flex justify-center px-4 pb-3">
      <div
        role="status"
        data-testid="notice"
        className="toast fade-in pointer-events-auto flex min-h-10 items-center gap-3 rounded-full pr-1.5 pl-4 text-[13.5px]"
      >
        {notice.kind === 'deleted' ? (
          <>
            Message deleted
            <button
              type="button"
              onClick={onUndo}
              className="rounded-full px-3 py-1.5 font-semibold text-[#7dbcff] hover:bg-white/10"
            >
              Undo
            </button>
          </>
        ) : (
          <span className="pr-3">{notice.sentence}</span>
        )}
      </div>
    </div>
  )
}
