import type { ServerFrame } from '@parley/protocol'
import { parentPort, workerData } from 'node:worker_threads'
import { WebSocket } from 'ws'

/** Somebody who says something every few milliseconds, and how long each took to come back; in a thread. */
export type HonestData = { url: string; token: string; room: string; everyMs: number }
/** Milliseconds from sending to acknowledgement, and whether the connection was lost. */
export type HonestReport = { latencies: number[]; lost: boolean }

const { url, token, room, everyMs } = workerData as HonestData
const socket = new WebSocket(`${url.replace('http', 'ws')}/channel`, ['parley.v1', `parley.token.${token}`])
const sentAt = new Map<string, number>()
let latencies: number[] = []
let lost = false
let count = 0

socket.on('message', (data) => {
  for (const frame of [JSON.parse(String(data)) as ServerFrame | ServerFrame[]].flat()) {
    if (frame.type === 'hello') {
      parentPort?.postMessage('ready')
      setInterval(post, everyMs)
    }
    if (frame.type === 'error') lost = true
    const began = frame.type === 'ack' ? sentAt.get(frame.id) : undefined
    if (began !== undefined) latencies.push(performance.now() - began)
  }
})
socket.on('close', () => (lost = true))
parentPort?.on('message', () => {
  parentPort?.postMessage({ latencies, lost } satisfies HonestReport)
  latencies = []
})

function post(): void {
  const id = `honest-${(count += 1)}`
  sentAt.set(id, performance.now())
  socket.send(
    JSON.stringify({ type: 'command', id, room, command: { type: 'post-message', text: `honest ${count}` } }),
  )
}
