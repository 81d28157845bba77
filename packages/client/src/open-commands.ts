import type {
  ClientFrame,
  Command,
  CommandInput,
  CommandResult,
  EventId,
  RoomId,
  Seq,
  WireError,
} from '@parley/protocol'
import { frameOverLimit } from './over-limit.ts'
import { localError, ParleyError } from './parley-error.ts'

/** How long a command waits for a connection that is gone. */
const OFFLINE_TIMEOUT_MS = 30_000

type OpenCommand = {
  frame: ClientFrame & { type: 'command' }
  answer: Promise<CommandResult>
  resolve(result: CommandResult): void
  reject(error: ParleyError): void
  timer: ReturnType<typeof setTimeout> | undefined
}

/**
 * Commands that have no answer yet. While there is a connection an answer is waited for without limit;
 * after a cut they are sent again with their ids, in the order in which they were given. [C3]
 */
export class OpenCommands {
  readonly #send: (frame: ClientFrame) => boolean
  readonly #open = new Map<EventId, OpenCommand>()
  #online = false

  constructor(send: (frame: ClientFrame) => boolean) {
    this.#send = send
  }

  /** A command that is open already is not sent a second time: both callers get its answer. */
  run(room: RoomId, input: CommandInput, id: EventId): Promise<CommandResult> {
    const same = this.#open.get(id)
    if (same !== undefined) return same.answer
    // The server fills in the defaults: what is sent may be the input form.
    const frame = { type: 'command', id, room, command: input as Command } as const
    const error = frameOverLimit(frame)
    if (error !== undefined) return Promise.reject(new ParleyError(error))
    const command = openCommand(frame)
    this.#open.set(id, command)
    if (!this.#online || !this.#send(frame)) this.#startTimer(command)
    return command.answer
  }

  goOnline(): void {
    this.#online = true
    for (const command of this.#open.values()) {
      clearTimeout(command.timer)
      this.#send(command.frame)
    }
  }

  goOffline(): void {
    if (!this.#online) return
    this.#online = false
    for (const command of this.#open.values()) this.#startTimer(command)
  }

  /** Answers whether the ack was for one of these. */
  acked(id: EventId, room: RoomId, seq: Seq): boolean {
    const command = this.#take(id)
    command?.resolve({ room, seq })
    return command !== undefined
  }

  /** Answers whether the error was for one of these. */
  refused(id: EventId, error: WireError): boolean {
    const command = this.#take(id)
    command?.reject(new ParleyError(error))
    return command !== undefined
  }

  /** No connection will come any more. */
  failAll(error: WireError): void {
    for (const id of [...this.#open.keys()]) this.refused(id, error)
  }

  #take(id: EventId): OpenCommand | undefined {
    const command = this.#open.get(id)
    clearTimeout(command?.timer)
    this.#open.delete(id)
    return command
  }

  #startTimer(command: OpenCommand): void {
    clearTimeout(command.timer)
    command.timer = setTimeout(
      () =>
        this.refused(command.frame.id, localError('unavailable', 'There is no connection to the server.')),
      OFFLINE_TIMEOUT_MS,
    )
  }
}

function openCommand(frame: OpenCommand['frame']): OpenCommand {
  let resolve: OpenCommand['resolve'] = () => undefined
  let reject: OpenCommand['reject'] = () => undefined
  const answer = new Promise<CommandResult>((...settle) => {
    ;[resolve, reject] = settle
  })
  return { frame, answer, resolve, reject, timer: undefined }
}
