/** A bug that is planted in the text of the sources, to see that the simulation finds it. */
export type Mutant = { name: string; edits: readonly Edit[] }
export type Edit = { file: string; find: string; replace: string }

const RUNNER = 'packages/server/src/rooms/room-runner.ts'
const ROOMS = 'packages/server/src/rooms/rooms.ts'
const TURN = 'packages/server/src/rooms/turn-runner.ts'
const STATE = 'packages/director/src/state.ts'

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'words-without-a-fence',
    edits: [
      {
        file: RUNNER,
        find: 'fence: { epoch: this.#epoch, ...(interruption === undefined ? {} : { interruption }) }',
        replace: 'fence: { epoch: this.#epoch }',
      },
    ],
  },
  {
    name: 'epoch-not-compared',
    edits: [
      {
        file: 'packages/server/src/store/sequencing.ts',
        find: 'fence.epoch === room.epoch &&',
        replace: '',
      },
    ],
  },
  {
    name: 'abort-that-stops-no-call',
    edits: [
      {
        file: TURN,
        find: 'this.#abort.abort()\n',
        replace: '',
      },
    ],
  },
  {
    name: 'append-not-tried-again',
    edits: [
      {
        file: RUNNER,
        find: 'this.#ports.clock.after(RETRY_MS, () => this.#append(effect))',
        replace: 'void effect',
      },
    ],
  },
  {
    name: 'message-left-open-on-abort',
    edits: [
      {
        file: RUNNER,
        find: '.then(() => this.#finishInterrupted(id))',
        replace: '',
      },
    ],
  },
  {
    name: 'dead-turns-left-alone',
    edits: [
      {
        file: ROOMS,
        find: 'runner.recover()',
        replace: '',
      },
    ],
  },
  {
    name: 'events-lost-while-loading',
    edits: [
      {
        file: ROOMS,
        find: 'runner.receive(entry.missed.splice(0))',
        replace: '',
      },
    ],
  },
  {
    name: 'room-not-loaded-again',
    edits: [
      {
        file: ROOMS,
        find: 'if (!this.#closed) this.#retry(room, entry)',
        replace: 'this.#entries.delete(room)',
      },
    ],
  },
  {
    name: 'clock-set-back-is-believed',
    edits: [
      {
        file: RUNNER,
        find: 'this.#time = Math.max(this.#time, atLeast, this.#ports.clock.now())',
        replace: 'this.#time = Math.max(0 * atLeast, this.#ports.clock.now())',
      },
    ],
  },
  {
    name: 'duplicate-taken-for-ones-own',
    edits: [
      {
        file: RUNNER,
        find: "result.status === 'appended' ? 0",
        replace: "result.status !== 'refused' ? 0",
      },
    ],
  },
  {
    name: 'timer-rings-unheard',
    edits: [
      {
        file: RUNNER,
        find: 'this.#tick(at)',
        replace: 'void at',
      },
    ],
  },
  {
    name: 'room-due-forgotten',
    edits: [
      {
        file: RUNNER,
        find: 'this.#ports.store.settle(this.room, head.seq, due)',
        replace: 'this.#ports.store.settle(this.room, head.seq, due && null)',
      },
    ],
  },
  {
    name: 'system-lines-counted',
    edits: [
      {
        file: STATE,
        find: "case 'member-removed':\n      return { ...run,",
        replace: "case 'member-removed':\n      return { ...run, agentMessages: run.agentMessages + 1,",
      },
    ],
  },
  {
    name: 'batch-lost',
    edits: [
      {
        file: STATE,
        find: "head.settings.replyMode === 'autopilot'\n      ? {",
        replace: "head.settings.replyMode === 'autopilot' && head.turns.length === 0\n      ? {",
      },
    ],
  },
  {
    name: 'last-speaker-speaks-again',
    edits: [
      {
        file: 'packages/director/src/eligibility.ts',
        find: 'agent.id !== state.run.lastSpeaker',
        replace: "agent.id !== ''",
      },
    ],
  },
  {
    name: 'stale-words-kept',
    edits: [
      {
        file: TURN,
        find: 'await this.#ports.append(events, this.#plan.interruption)',
        replace: 'await this.#ports.append(events, undefined)',
      },
    ],
  },
  {
    name: 'person-interrupts-nobody',
    edits: [
      {
        file: 'packages/room/src/interrupt.ts',
        find: "case 'message-posted':\n",
        replace: '',
      },
    ],
  },
  {
    name: 'gap-not-noticed-by-a-client',
    edits: [
      {
        file: 'packages/client/src/room-log.ts',
        find: 'frame.after > log.cursor',
        replace: 'frame.to < log.cursor',
      },
    ],
  },
  {
    name: 'unsent-message-forgotten',
    edits: [
      {
        file: 'packages/client/src/outbox-sender.ts',
        find: 'this.#update(markCut(this.#outbox))',
        replace: 'this.#update([])',
      },
    ],
  },
]

/** The edited source. Throws where the text is not there exactly once: a mutant must not die unseen. */
export function edited(source: string, { file, find, replace }: Edit): string {
  const [before, after, ...more] = source.split(find)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${file} must have this exactly once: ${find}`)
  return before + replace + after
}
