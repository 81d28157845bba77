import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { TokenStream } from '../../benchmarks/tokens-stream.ts'

export type AuditOrder =
  /** A link that signs the owner in. */
  | { kind: 'link' }
  /** Agents stream into the busy room. */
  | ({ kind: 'stream' } & TokenStream)
  /** Messages from number `from` on are said in the busy room, each as soon as the last one is stored. */
  | { kind: 'chat'; from: number; messages: number }
export type AuditAnswer = { url: string }

const MAIN = fileURLToPath(new URL('./audit-server.ts', import.meta.url))

/** A server with the rooms `/r/big`, of as many messages as wanted, and `/r/busy`. */
export class AuditedServer {
  readonly url: string
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, url: string) {
    this.#child = child
    this.url = url
  }

  static async open(directory: string, messages: number): Promise<AuditedServer> {
    const child = fork(MAIN, [directory, String(messages)], {
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const failed = once(child, 'exit').then(() =>
      Promise.reject(new Error('the audited server did not start')),
    )
    const [ready] = (await Promise.race([once(child, 'message'), failed])) as [AuditAnswer]
    failed.catch(() => undefined)
    return new AuditedServer(child, ready.url)
  }

  /** Resolves when the order is carried out; one at a time. */
  async tell(order: AuditOrder): Promise<AuditAnswer> {
    const done = once(this.#child, 'message')
    this.#child.send(order)
    return ((await done) as [AuditAnswer])[0]
  }

  async close(): Promise<void> {
    const ended = once(this.#child, 'exit')
    this.#child.disconnect()
    await ended
  }
}
