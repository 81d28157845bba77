import type { Worker } from 'node:worker_threads'
import { StoreError } from '../store-error.ts'
import type { Answer, Call, CallName, Failure, Functions, Sent } from './messages.ts'

type Waiting = { resolve: (value: never) => void; reject: (error: StoreError) => void }

/** Carries calls to the worker and answers back. Calls of one tick travel together, in their order. */
export class Courier {
  readonly #worker: Worker
  readonly #signal: Int32Array<SharedArrayBuffer>
  readonly #waiting = new Map<number, Waiting>()
  readonly #ended: Promise<void>
  #outbox: Call[] = []
  #nextId = 1
  #closed: StoreError | undefined

  constructor(worker: Worker, signal: Int32Array<SharedArrayBuffer>) {
    this.#worker = worker
    this.#signal = signal
    worker.on('message', (answers: Answer[]) => this.#deliver(answers))
    worker.on('error', (cause) =>
      this.#fail(new StoreError('failed', 'The store stopped with an error.', { cause })),
    )
    this.#ended = new Promise((resolve) => {
      worker.on('exit', () => {
        this.#fail(new StoreError('failed', 'The store stopped.'))
        resolve()
      })
    })
  }

  ask<Name extends CallName>(
    name: Name,
    ...args: Parameters<Functions[Name]>
  ): Promise<ReturnType<Functions[Name]>> {
    if (this.#closed !== undefined) return Promise.reject(this.#closed)
    const id = this.#nextId
    this.#nextId += 1
    // After the microtasks: whoever was woken by the same answers can still join.
    if (this.#outbox.length === 0) process.nextTick(() => this.#send())
    this.#outbox.push({ id, name, args })
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }

  /** Lets the worker finish what was asked, and end. */
  async close(): Promise<void> {
    if (this.#closed === undefined) {
      this.#send()
      this.#closed = new StoreError('closed', 'The store is closed.')
      this.#post('close')
    }
    await this.#ended
  }

  #send(): void {
    const calls = this.#outbox
    this.#outbox = []
    if (calls.length > 0) this.#sendCalls(calls)
  }

  /** What cannot be sent must not keep back what was asked beside it. */
  #sendCalls(calls: Call[]): void {
    try {
      this.#post(calls)
    } catch (cause) {
      if (calls.length > 1) for (const call of calls) this.#sendCalls([call])
      else
        for (const { id } of calls)
          this.#take(id)?.reject(new StoreError('failed', 'This cannot be stored.', { cause }))
    }
  }

  #post(sent: Sent): void {
    this.#worker.postMessage(sent)
    Atomics.add(this.#signal, 0, 1)
    Atomics.notify(this.#signal, 0)
  }

  #deliver(answers: Answer[]): void {
    for (const answer of answers) {
      const waiting = this.#take(answer.id)
      if ('failure' in answer) waiting?.reject(storeErrorFrom(answer.failure))
      else waiting?.resolve(answer.value as never)
    }
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    return waiting
  }

  #fail(error: StoreError): void {
    this.#closed ??= error
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}

export function storeErrorFrom({ code, message, cause }: Failure): StoreError {
  return new StoreError(code, message, { cause })
}
