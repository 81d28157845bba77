import type { ServerFrame } from '@parley/protocol'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { readFrame } from '../packages/server/src/channel/read-frame.ts'
import { Refusal } from '../packages/server/src/refusal.ts'
import type { Random } from '../simulation/random.ts'
import { hostileFrame } from './hostile-frames.ts'
import type { Verdicts } from './verdicts.ts'

/** Frames between two pings whose answer is waited for: so much is under way at once. */
const BATCH = 20

/** Gives frames to the frame reader itself: it answers with a frame, or refuses with a code of the table. */
export function fuzzReader(random: Random, frames: number, verdicts: Verdicts): void {
  for (let index = 0; index < frames; index += 1) {
    const frame = hostileFrame(random)
    try {
      const isBinary = Buffer.isBuffer(frame)
      const address = {}
      const { type } = readFrame(Buffer.from(frame), isBinary, address)
      if (typeof type !== 'string') verdicts.fault(`a frame without a type from ${shown(frame)}`)
      if (isPolluted()) verdicts.fault(`prototypes were changed by ${shown(frame)}`)
    } catch (error) {
      if (error instanceof Refusal) verdicts.error(error.error.code, shown(frame))
      else verdicts.fault(`${String(error)} from ${shown(frame)}`)
    }
  }
}

/** Sends frames over a socket, a batch at a time; a connection that is ended by the server is opened anew. */
export async function fuzzSocket(
  random: Random,
  frames: number,
  { url, token }: { url: string; token: string },
  verdicts: Verdicts,
): Promise<void> {
  let left = frames
  while (left > 0) {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/channel`, [
      'parley.v1',
      `parley.token.${token}`,
    ])
    let heard: (fence: string) => void = () => undefined
    socket.on('message', (data) => {
      for (const frame of [JSON.parse(String(data)) as ServerFrame | ServerFrame[]].flat()) {
        if (frame.type === 'error') verdicts.error(frame.error.code, 'a frame on a socket')
        if (frame.type === 'hello' || frame.type === 'pong')
          heard(frame.type === 'pong' ? frame.ref : 'hello')
      }
    })
    socket.on('error', (error) => verdicts.fault(`a socket failed: ${String(error)}`))
    const closed = once(socket, 'close').then(([code]) => {
      verdicts.closed(Number(code), 'a socket that sends frames')
      return false
    })
    const until = (fence: string) => {
      const comes = new Promise<boolean>((resolve) => (heard = (ref) => ref === fence && resolve(true)))
      return Promise.race([comes, closed])
    }
    let isOpen = await until('hello')
    for (let batch = 0; isOpen && left > 0; batch += 1) {
      for (let index = 0; index < BATCH; index += 1) socket.send(hostileFrame(random))
      left -= BATCH
      socket.send(JSON.stringify({ type: 'ping', ref: `fence-${batch}` }))
      isOpen = await until(`fence-${batch}`)
    }
    socket.close()
    await closed
  }
}

function isPolluted(): boolean {
  return 'type' in Object.prototype || Object.keys(Object.prototype).length > 0
}

function shown(frame: string | Buffer): string {
  return JSON.stringify(String(frame).slice(0, 200))
}
