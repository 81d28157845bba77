/** A bug that is planted in the text of the sources, to see that the simulation finds it. */
export type Mutant = { name: string; edits: readonly Edit[] }
export type Edit = { file: string; find: string; replace: string }

const RUNNER = 'packages/server/src/rooms/room-runner.ts'
const ROOMS = 'packages/server/src/rooms/rooms.ts'
const TURN = 'packages/server/src/rooms/turn-runner.ts'
const RUN = 'packages/director/src/run.ts'
const ASKED = 'packages/room/src/asked.ts'

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'words-without-a-fence',
    edits: [
      {
        file: RUNNER,
        find: 'fence: { epoch: this.#epoch, ...fence }',
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
        find: 'this.#ports.clock.after(RETRY_MS, () => this.#append(effect, input))',
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
        file: RUN,
        find: "case 'member-removed':\n      return { ...run,",
        replace: "case 'member-removed':\n      return { ...run, agentMessages: run.agentMessages + 1,",
      },
    ],
  },
  {
    name: 'batch-lost',
    edits: [
      {
        file: RUN,
        find: "const answer: Partial<Run> =\n    replyMode === 'manual'",
        replace: "const answer: Partial<Run> =\n    replyMode === 'manual' || head.turns.length > 0",
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
        file: RUNNER,
        find: 'this.#write(events, { turn: plan.id })',
        replace: 'this.#write(events, {})',
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
    name: 'stop-leaves-the-asked',
    edits: [
      {
        file: ASKED,
        find: 'return asked.length === 0 ? asked : []',
        replace: 'return asked',
      },
    ],
  },
  {
    name: 'answer-leaves-the-asked',
    edits: [
      {
        file: ASKED,
        find: 'const open = without(asked, event.by)',
        replace: 'const open = asked',
      },
    ],
  },
  {
    name: 'declining-unheard',
    edits: [
      {
        file: 'packages/director/src/step.ts',
        find: 'return [decline(state, turn, input)]',
        replace: 'return []',
      },
    ],
  },
  {
    name: 'agents-chat-in-ambient-rooms',
    edits: [
      {
        file: 'packages/director/src/when.ts',
        find: "if (replyMode === 'ambient')\n    return run.owed.some(({ member }) => awake.has(member)) ? afterPause : undefined",
        replace: "if (replyMode === 'ambient' && run.agentMessages === 0) return undefined",
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
