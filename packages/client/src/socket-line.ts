import { CUT_OFF } from './line.ts'
import type { Line, LineListener } from './line.ts'

/** `WebSocket.OPEN`, which an injected class need not have. */
const SOCKET_OPEN = 1

/** A WebSocket as a line. One that cannot even be made, as policy or a missing class forbids it, has ended. */
export function openSocketLine(open: () => WebSocket, listener: LineListener): Line {
  let isOver = false
  const socket = attempt(open)
  if (socket === undefined) {
    queueMicrotask(() => {
      if (!isOver) listener.closed(CUT_OFF)
    })
  }
  socket?.addEventListener('message', ({ data }) => {
    if (!isOver) listener.message(data)
  })
  socket?.addEventListener('close', ({ code }) => {
    if (!isOver) listener.closed(code)
  })
  // Every error is followed by a close event, which says the same; without a listener Node would throw.
  socket?.addEventListener('error', () => undefined)
  return {
    send: (frame) => {
      if (isOver || socket?.readyState !== SOCKET_OPEN) return false
      socket.send(frame)
      return true
    },
    close: () => {
      isOver = true
      socket?.close()
    },
  }
}

function attempt(open: () => WebSocket): WebSocket | undefined {
  try {
    return open()
  } catch {
    return undefined
  }
}
