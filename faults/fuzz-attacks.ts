import { connect } from 'node:net'
import type { Random } from '../simulation/random.ts'
import { frameLength } from './frames.ts'
import { drawAttack } from './hostile-sockets.ts'
import type { Attack } from './hostile-sockets.ts'
import type { Verdicts } from './verdicts.ts'

const END_OF_HEAD = '\r\n\r\n'

/** Makes hostile connections one after another until that many frames were sent. */
export async function fuzzConnections(
  random: Random,
  frames: number,
  { url, token }: { url: string; token: string },
  verdicts: Verdicts,
): Promise<void> {
  for (let sent = 0; sent < frames;) {
    const attack = drawAttack(random, token)
    sent += attack.frames
    await attackOnce(attack, url, verdicts)
  }
}

/** One hostile connection from beginning to end: what the server answers must be something it may say. */
export function attackOnce(attack: Attack, url: string, verdicts: Verdicts): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(attack.handshake))
  let received: Buffer = Buffer.alloc(0)
  let status: string | undefined
  let closeCode: number | undefined
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    if (status === undefined) {
      const end = received.indexOf(END_OF_HEAD)
      if (end < 0) return
      status = received.subarray(9, 12).toString('latin1')
      verdicts.status(status, attack.name)
      received = received.subarray(end + END_OF_HEAD.length)
      if (status !== '101') return
      socket.write(attack.upgraded)
    }
    if (status === '101') received = takeFrames(received, (code) => (closeCode ??= code))
    // The server would wait for an answer to its close.
    if (closeCode !== undefined) socket.resetAndDestroy()
  })
  const timer = setTimeout(() => socket.resetAndDestroy(), attack.patienceMs)
  // A reset by the server shows as a missing close code where one is due.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    clearTimeout(timer)
    if (closeCode !== undefined) verdicts.closed(closeCode, attack.name)
    if (attack.codes !== undefined && (closeCode === undefined || !attack.codes.includes(closeCode))) {
      verdicts.fault(`${attack.name}: closed with ${closeCode} instead of ${attack.codes.join(' or ')}`)
    }
    resolve()
  })
  return promise
}

/** Passes over whole frames of the server; answers the rest. */
function takeFrames(bytes: Buffer, closed: (code: number) => void): Buffer {
  let rest = bytes
  for (;;) {
    const length = frameLength(rest)
    if (length === undefined || rest.length < length) return rest
    if (((rest[0] ?? 0) & 0x0f) === 8) closed(length >= 4 ? rest.readUInt16BE(2) : 1005)
    rest = rest.subarray(length)
  }
}
