import { ParleyMark } from '../../shared/parley-mark.tsx'

/** The server will not have this browser any more; nothing else can be done here. [S1] */
export function SessionEnded() {
  return (
    <main className="grid h-dvh place-items-center p-6 text-center">
      <div className="flex max-w-[44ch] flex-col items-center gap-4" role="alert">
        <ParleyMark sizePx={120} lively />
        <h1 className="text-[20px] font-semibold">This session has ended.</h1>
        <p className="text-soft">Open the sign-in link printed in the terminal.</p>
      </div>
    </main>
  )
}
