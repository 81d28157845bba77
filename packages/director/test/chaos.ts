import type { EventId } from '@parley/protocol'
import { Invariants } from './invariants.ts'
import { NAMES } from './life.ts'
import type { Act, Life } from './life.ts'
import type { Call, Reply } from './script.ts'
import { agentId, PAT, VirtualRoom } from './virtual-room.ts'

/** An event that does not come is not waited for any longer. */
const PATIENCE_MS = 20_000

/** Lives the life and answers with the invariants that it broke. */
export function broken(life: Life): string[] {
  const invariants = new Invariants()
  const next = { store: inTurn(life.storeMs), fault: inTurn(life.faults), delivery: inTurn(life.deliveryMs) }
  const reply = inTurn(life.replies)
  let isReady = false
  let awaited: Life['acts'][number] | undefined
  let giveUp: (() => void) | undefined
  const happen = () => {
    if (awaited === undefined) return
    const { act, afterMs } = awaited
    awaited = undefined
    giveUp?.()
    room.clock.set(room.clock.now + afterMs, () => {
      perform(room, act)
      goOn()
    })
  }
  const room = new VirtualRoom({
    agents: NAMES.slice(0, life.agents),
    settings: {
      pace: life.pace,
      replyMode: life.replyMode,
      maxConsecutiveAgentMessages: life.cap,
    },
    script: (call) => fitting(reply(), call),
    store: () => ({ ms: next.store(), fault: next.fault() }),
    deliveryMs: next.delivery,
    hearsAborts: life.hearsAborts,
    onAppend: (event) => {
      invariants.event(event)
      if (event.type === awaited?.on) happen()
    },
    onStep: (step) => {
      if (isReady && step.process === room.process) invariants.step(room, step)
    },
  })
  isReady = true
  const acts = [...life.acts]
  const goOn = () => {
    awaited = acts.shift()
    if (awaited === undefined) return
    const { on } = awaited
    giveUp = room.clock.set(room.clock.now + (on === undefined ? 0 : PATIENCE_MS), happen)
  }
  goOn()
  room.run()
  invariants.atRest(room)
  return [...new Set(invariants.broken)]
}

/** A call for the words cannot pick somebody, nor decline; and who is asked to speak cannot decline either. */
function fitting(reply: Reply, { speaker, plan }: Call): Reply {
  if (reply.kind === 'declines') {
    if (plan.mayDecline !== true || speaker !== undefined) return { ...reply, kind: 'answers', text: 'Well' }
    return reply.by !== undefined && plan.candidates.includes(reply.by) ? reply : omitBy(reply)
  }
  if (plan.mayDecline === true && speaker === undefined && reply.kind === 'answers') {
    return { kind: 'picks', afterMs: reply.afterMs }
  }
  if (speaker === undefined || reply.kind !== 'picks') return reply
  return {
    kind: 'answers',
    afterMs: reply.afterMs,
    text: 'Well',
    ...(reply.reaction ? { reaction: reply.reaction } : {}),
  }
}

function omitBy({ kind, afterMs }: Extract<Reply, { kind: 'declines' }>): Reply {
  return { kind, afterMs }
}

function perform(room: VirtualRoom, act: Act): void {
  const { head } = room.log
  switch (act.do) {
    case 'post':
      return void room.post(act.text)
    case 'request':
      return void room.request(act.intent)
    case 'ask': {
      const agents = act.names.map(agentId)
      const [first, ...rest] = agents
      return void room.act(
        'turn-requested',
        { intent: act.intent, agents: first ? [first, ...rest] : agents },
        PAT,
      )
    }
    case 'stop':
      return void room.act('turns-stopped', {}, PAT)
    case 'rerun':
    case 'unsay': {
      const message = room.log.events.findLast(({ type, by }) => type === 'message-posted' && by === PAT)?.id
      if (message === undefined) return undefined
      return act.do === 'rerun'
        ? void room.act('message-edited', { message, text: 'Anybody, or @Ann?', rerun: true }, PAT)
        : void room.act('message-deleted', { message }, PAT)
    }
    case 'add':
    case 'remove':
    case 'pause':
    case 'wake':
      return membership(room, act.do, act.name)
    case 'delete':
      return head?.deleted === true ? undefined : void room.act('room-deleted', {}, PAT)
    case 'restore':
      return head?.deleted === true ? void room.act('room-restored', {}, PAT) : undefined
    case 'crash':
      return room.crash()
    case 'replace':
      return room.replace()
    case 'react': {
      const message = room.log.events.findLast(({ type }) => type === 'message-posted')?.id
      return (
        message && void room.act('reaction-added', { message: message as EventId, reaction: 'like' }, PAT)
      )
    }
    case 'wait':
      return undefined
    case 'rename':
      return void room.act('room-changed', { title: 'Another title' }, PAT)
    case 'change': {
      const { cap, ...changes } = act.changes
      const all = { ...changes, ...(cap === undefined ? {} : { maxConsecutiveAgentMessages: cap }) }
      return void room.act('room-changed', all, PAT)
    }
  }
}

/** As the commands have it: only members leave, only others join. */
function membership(room: VirtualRoom, what: 'add' | 'remove' | 'pause' | 'wake', agentName: string): void {
  const isMember = room.log.head?.members.some((member) => member.name === agentName) === true
  if (what === 'add') {
    if (!isMember) room.add(agentName)
  } else if (isMember) {
    if (what === 'remove') room.remove(agentName)
    else room.pause(agentName, what === 'pause')
  }
}

function inTurn<Value>(values: readonly Value[]): () => Value {
  let index = -1
  return () => {
    index = (index + 1) % values.length
    return values[index] as Value
  }
}
