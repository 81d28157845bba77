import { CLOSE_CODES } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Principal } from '../authority/principal.ts'
import { realClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import type { Office } from '../commands/context.ts'
import { Heartbeat } from '../presence/heartbeat.ts'
import type { Pulse } from '../presence/heartbeat.ts'
import type { Report } from '../report.ts'
import { Connection } from './connection.ts'
import { EventStream } from './event-stream.ts'
import type { Hub } from './hub.ts'
import { Outlet } from './outlet.ts'
import type { ConnectionLimits } from './token-bucket.ts'

export type StreamPorts = {
  office: Office
  hub: Hub
  report: Report
  limits?: ConnectionLimits | undefined
  clock?: Pick<Clock, 'after'>
}

/** A room to be attached to from the beginning. */
export type Watched = { room: string; from: { after: number } | { tail: number } }

/**
 * Connections without a WebSocket: an event stream brings the frames of the server, requests bring those of
 * the client. [C8]
 */
export class Streams {
  readonly #ports: StreamPorts
  readonly #heartbeat: Heartbeat
  readonly #streams = new Map<string, { connection: Connection; events: EventStream; pulse: Pulse }>()

  constructor(ports: StreamPorts) {
    this.#ports = ports
    this.#heartbeat = new Heartbeat(ports.clock ?? realClock)
  }

  /**
   * Turns the response into a stream. A client must send something, be it an empty list, after every beat, as
   * it answers the pings of a socket; one that watches a room from the beginning need not. [C6]
   */
  open(response: ServerResponse, principal: Principal, watched?: Watched): void {
    // Its reader went while it was being found out who it is: no end of it would be heard any more.
    if (response.destroyed) return
    const { office, hub, report, limits } = this.#ports
    const events = new EventStream(response, watched?.room)
    const connection = new Connection(new Outlet(events, events), principal, office, hub, report, limits)
    const id = randomUUID()
    const pulse = this.#watch(response, events, watched !== undefined)
    this.#streams.set(id, { connection, events, pulse })
    const letGo = office.authority.live.hold(principal, () => events.close(4401, CLOSE_CODES[4401].name))
    response.on('close', () => {
      letGo()
      this.#streams.delete(id)
      this.#heartbeat.remove(pulse)
      connection.close()
    })
    connection.start(id)
    if (watched === undefined) return
    const attach = { type: 'attach', ref: 'stream', room: watched.room, ...watched.from }
    void connection.receive(JSON.stringify(attach), false)
  }

  /** Hands frames to a stream that the same credential opened, in order; answers whether there is one. [S2] */
  receive(id: string, principal: Principal, frames: readonly unknown[]): boolean {
    const stream = this.#streams.get(id)
    if (stream === undefined || !isSame(stream.connection.principal, principal)) return false
    this.#heartbeat.heard(stream.pulse)
    for (const frame of frames) void stream.connection.receive(JSON.stringify(frame), false)
    return true
  }

  /** Ends all with "going away"; resolves when they have ended. */
  async close(): Promise<void> {
    this.#heartbeat.close()
    const ended = [...this.#streams.values()].map(({ events }) => {
      events.close(1001, CLOSE_CODES[1001].name)
      return new Promise((resolve) => events.once('close', resolve))
    })
    await Promise.all(ended)
  }

  #watch(response: ServerResponse, events: EventStream, isSilent: boolean): Pulse {
    const pulse: Pulse = {
      get backlog() {
        return events.writableLength + response.writableLength
      },
      ping: () => {
        events.beat()
        if (isSilent) this.#heartbeat.heard(pulse)
      },
      terminate: () => response.destroy(),
    }
    this.#heartbeat.add(pulse)
    return pulse
  }
}

/** A token may allow less than another one of the same member. */
function isSame(opener: Principal, sender: Principal): boolean {
  return opener.id === sender.id && opener.credential === sender.credential
}
