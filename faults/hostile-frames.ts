import { LIMITS } from '@parley/protocol'
import type { Random } from '../simulation/random.ts'

const DEPTHS = [10, 100, 1_000, 10_000]
const ODD_NUMBERS = ['1e308', '-1', '0.5', '9007199254740993', '1e400', '-0', 'NaN', '00', '1'.repeat(300)]
const ODD_STRINGS = [
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '"\\u0000"',
  '"__proto__"',
  '"constructor"',
  '"\\u202e\\u2066"',
  '""',
  '" "',
  '"../../etc/passwd"',
  '"<script>alert(1)</script>"',
  `"'; drop table events; --"`,
  `"${'x'.repeat(65)}"`,
  `"${'x'.repeat(5_000)}"`,
]
const ODD_VALUES = ['null', 'true', '[]', '{}', '[[]]', '{"toString":1}', '{"__proto__":{"type":"ping"}}']
const ODD_KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'type',
  'ref',
  'room',
  'id',
  'then',
  '',
]
const FIELDS = ['type', 'ref', 'room', 'id', 'after', 'tail', 'command', 'text', 'message', 'reaction', 'seq']
const TYPES = ['attach', 'detach', 'command', 'ping', 'signal', 'read', 'hello', 'events', 'ack', 'shout']
const COMMANDS = [
  'post-message',
  'create-room',
  'change-room',
  'delete-room',
  'restore-room',
  'add-reaction',
  'remove-reaction',
  'add-member',
  'remove-member',
  'request-turn',
  'stop-turns',
  'edit-message',
  'delete-message',
  'shout',
]

/** Rooms that hostile frames name: none of them is the sender's to change. */
export const FOREIGN_ROOMS = ['a-room-of-others', 'nowhere', '__proto__', 'constructor'] as const

/** A frame that no honest client sends, as the text or the bytes of one message. */
export function hostileFrame(random: Random): string | Buffer {
  const kind = random.weighted({
    shape: 30,
    mutated: 30,
    broken: 15,
    deep: 4,
    size: 1,
    repeatedKeys: 6,
    array: 6,
    bytes: 4,
    foreign: 14,
  })
  switch (kind) {
    case 'shape':
      return oddObject(random)
    case 'mutated':
      return mutated(random, plausible(random))
    case 'broken':
      return broken(random, plausible(random))
    case 'deep':
      return deep(random)
    case 'size':
      return sized(LIMITS.maxFrameBytes - random.between(0, 1))
    case 'repeatedKeys':
      return `{"type":"ping","type":${oddValue(random)},"ref":"a","ref":${oddValue(random)}}`
    case 'array':
      return `[${Array.from({ length: random.between(0, 5) }, () => plausible(random)).join(',')}]`
    case 'bytes':
      return Buffer.from(Array.from({ length: random.between(0, 40) }, () => random.between(0, 255)))
    case 'foreign':
      return foreign(random)
  }
}

/** A whole frame of exactly so many bytes. */
export function sized(bytes: number): string {
  const frame = (text: string) =>
    `{"type":"command","id":"sized","room":"nowhere","command":{"type":"post-message","text":"${text}"}}`
  return frame('x'.repeat(bytes - frame('').length))
}

/** Well-formed, and forbidden: it must change nothing. */
function foreign(random: Random): string {
  const room = random.pick(FOREIGN_ROOMS)
  const type = random.pick(TYPES.slice(0, 6))
  const id = `h-${random.between(0, 1e9)}`
  if (type === 'attach') return JSON.stringify({ type, ref: id, room, after: random.between(0, 1e6) })
  if (type !== 'command')
    return JSON.stringify({ type, ref: id, room, seq: 1, signal: { type: 'typing', on: true } })
  return JSON.stringify({ type, id, room, command: command(random) })
}

function command(random: Random): object {
  const type = random.pick(COMMANDS.filter((name) => name !== 'create-room'))
  return {
    type,
    text: 'forbidden',
    message: 'm',
    reaction: 'heart',
    member: 'a_elon-musk',
    intent: 'start',
    changes: { title: 'x' },
  }
}

function plausible(random: Random): string {
  return random.chance(0.5) ? foreign(random) : JSON.stringify({ type: 'ping', ref: 'p' })
}

function oddObject(random: Random): string {
  const fields = Array.from({ length: random.between(0, 6) }, () => {
    const key = JSON.stringify(random.chance(0.3) ? random.pick(ODD_KEYS) : random.pick(FIELDS))
    return `${key}:${random.chance(0.3) ? JSON.stringify(random.pick(random.chance(0.5) ? TYPES : COMMANDS)) : oddValue(random)}`
  })
  return `{${fields.join(',')}}`
}

function oddValue(random: Random): string {
  return random.pick(random.pick([ODD_NUMBERS, ODD_STRINGS, ODD_VALUES]))
}

/** One value of the frame is another. */
function mutated(random: Random, frame: string): string {
  const values = [...frame.matchAll(/:("[^"]*"|\d+|true)/g)]
  const value = random.pick(values)
  const at = value.index + 1
  return frame.slice(0, at) + oddValue(random) + frame.slice(at + (value[1]?.length ?? 0))
}

/** Cut short, or with characters changed. */
function broken(random: Random, frame: string): string {
  if (random.chance(0.4)) return frame.slice(0, random.between(0, frame.length - 1))
  const at = random.between(0, frame.length - 1)
  return (
    frame.slice(0, at) +
    random.pick(['\u0000', '"', '}', '\\', '\ud800', ',', 'é', '\n']) +
    frame.slice(at + 1)
  )
}

function deep(random: Random): string {
  const depth = random.pick(DEPTHS)
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
  ] as const)
  const most = Math.floor((LIMITS.maxFrameBytes - 100) / (open.length + close.length))
  const times = Math.min(depth, most)
  const inner = `${open.repeat(times)}1${close.repeat(times)}`
  return random.chance(0.5) ? inner : `{"type":"command","id":"deep","room":"nowhere","command":${inner}}`
}
