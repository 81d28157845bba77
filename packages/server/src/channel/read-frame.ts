import { ClientFrame, Command } from '@parley/protocol'
import type { RawData } from 'ws'
import { invalidInput, Refusal } from '../refusal.ts'

/**
 * Parses and validates a message of a socket; `address` gets the frame's ref and id as soon as they
 * are known, so that a refusal can name them.
 * @throws Refusal
 */
export function readFrame(
  data: RawData | string,
  isBinary: boolean,
  address: { ref?: string; id?: string },
): ClientFrame {
  if (isBinary) throw new Refusal('invalid-frame', 'Frames are JSON in text messages.')
  const json = parse(String(data))
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Refusal('invalid-frame')
  const { ref, id, type, command } = json as Record<string, unknown>
  if (typeof ref === 'string' && ref.length <= 64) address.ref = ref
  if (typeof id === 'string' && id.length <= 64) address.id = id
  const parsed = ClientFrame.safeParse(json)
  if (parsed.success) return parsed.data
  if (!FRAME_TYPES.has(type)) throw new Refusal('unknown-frame', `No frame has the type ${shown(type)}.`)
  if (type === 'command') checkCommandType(command)
  throw invalidInput(parsed.error)
}

/** @throws Refusal where no command has the type of this one */
export function checkCommandType(command: unknown): void {
  const type = (command as { type?: unknown } | null | undefined)?.type
  if (!COMMAND_TYPES.has(type)) throw new Refusal('unknown-frame', `No command has the type ${shown(type)}.`)
}

const FRAME_TYPES = new Set<unknown>(ClientFrame.options.map((option) => option.shape.type.value))
const COMMAND_TYPES = new Set<unknown>(Command.options.map((option) => option.shape.type.value))

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Refusal('invalid-frame', `Not JSON: ${(error as Error).message.slice(0, 80)}`)
  }
}

function shown(type: unknown): string {
  return JSON.stringify(type)?.slice(0, 80) ?? 'undefined'
}
