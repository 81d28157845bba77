import { useEffect, useState } from 'react'
import { useConnection } from '@parley/react'

const PATIENCE_MS = 1_500

/** A few words below the header, only when the connection has been gone long enough to matter. [W6] */
export function ConnectionLine() {
  const away = useConnection() !== 'online'
  const [shown, setShown] = useState(false)
  if (!away && shown) setShown(false)
  useEffect(() => {
    if (!away) return undefined
    const timer = setTimeout(() => setShown(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [away])
  if (!shown) return null
  return (
    <div
      role="status"
      data-testid="connection-line"
      className="fade-in pointer-events-none fixed top-[calc(env(safe-area-inset-top)+100px)] left-1/2 z-40 -translate-x-1/2 wide:top-[68px] wide:left-[calc(50%+160px)] rounded-full bg-[light-dark(#fff0cf,#4a3a12)] px-3 py-1 text-[12px] leading-4 font-medium text-[light-dark(#6b4700,#ffdf9a)] shadow-[0_2px_10px_rgb(0_0_0/0.14)]"
    >
      Reconnecting…
    </div>
  )
}
