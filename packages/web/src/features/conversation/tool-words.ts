import type { ToolCall } from '@parley/protocol'

const NAMES: Readonly<Record<string, string>> = {
  web_fetch: 'Reading a page',
  web_search: 'Searching the web',
  room_search: 'Searching this room',
  read_messages: 'Reading earlier messages',
}

const STATES: Partial<Record<ToolCall['status'], string>> = {
  waiting: 'waits for approval',
  failed: 'failed',
  declined: 'declined',
  expired: 'not approved in time',
  stopped: 'stopped',
}

/** What a tool does, and how it stands with it: "Searching the web · 1.2 s". [M7] */
export function toolWords({ tool, status, durationMs, approval }: ToolCall): string {
  const [server, name] = tool.includes('__') ? tool.split(/__(.*)/s) : [undefined, tool]
  const what = NAMES[tool] ?? (server === undefined ? name : `${name} (${server})`) ?? tool
  const state = status === 'done' ? durationWords(durationMs) : STATES[status]
  const needed = status === 'waiting' && approval !== undefined ? approvalWords(approval) : ''
  return [what, state].filter(Boolean).join(' · ') + needed
}

function approvalWords({ needed, given }: NonNullable<ToolCall['approval']>): string {
  return needed === 1 ? '' : ` (${given.length} of ${needed})`
}

function durationWords(ms = 0): string {
  return ms < 950
    ? `${(Math.max(ms, 50) / 1_000).toFixed(1)} s`
    : `${(ms / 1_000).toFixed(ms < 9_950 ? 1 : 0)} s`
}

/** Text that cannot look like another argument, or like less than it is. */
function isPlain(value: unknown): value is string {
  return typeof value === 'string' && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)
}

/** Characters that cannot be seen, or that turn the writing around, by their numbers. */
function visible(json: string): string {
  return json.replace(
    /[\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Arguments for people to read; what was cut off stays as it is. */
export function argumentLines(json: string): string {
  try {
    const given: unknown = JSON.parse(json)
    if (typeof given !== 'object' || given === null) return json
    return Object.entries(given)
      .map(([name, value]) => `${name}: ${isPlain(value) ? value : visible(JSON.stringify(value))}`)
      .join('\n')
  } catch {
    return json
  }
}
