import type { Agent, AgentChange, AgentProfile } from '@parley/protocol'

/** A profile while it is edited: every field is there. */
export type Draft = Pick<
  AgentProfile,
  'name' | 'title' | 'bio' | 'personality' | 'model' | 'talkativeness' | 'paused'
> & {
  colors: [string, string] | undefined
  picture: string | undefined
  /** Undefined: what the workspace gives to all. */
  tools: string[] | undefined
  firstMessage: string
}

export const NEW_DRAFT: Draft = {
  name: '',
  title: '',
  bio: '',
  personality: '',
  model: '',
  talkativeness: 0.5,
  paused: false,
  colors: undefined,
  picture: undefined,
  tools: undefined,
  firstMessage: '',
}

export function draftOf(agent: Agent): Draft {
  const { name, title, bio, personality, model, talkativeness, paused } = agent
  const { colors, picture, tools, firstMessage = '' } = agent
  return { name, title, bio, personality, model, talkativeness, paused, colors, picture, tools, firstMessage }
}

/** What would be saved: absent parts stay absent. */
export function profileOf(draft: Draft): Partial<AgentProfile> & { name: string } {
  const { colors, picture, tools, firstMessage, ...rest } = draft
  return {
    ...rest,
    name: draft.name.trim(),
    ...(colors === undefined ? {} : { colors }),
    ...(picture === undefined ? {} : { picture }),
    ...(tools === undefined ? {} : { tools }),
    ...(firstMessage.trim() === '' ? {} : { firstMessage }),
  }
}

/** The fields that were edited; null for a part that is to go. Undefined: nothing was. */
export function changesOf(before: Draft, after: Draft): AgentChange | undefined {
  const [old, now] = [profileOf(before), profileOf(after)] as Record<string, unknown>[]
  const fields = new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])
  const changed = [...fields].filter((field) => JSON.stringify(old?.[field]) !== JSON.stringify(now?.[field]))
  if (changed.length === 0) return undefined
  return Object.fromEntries(changed.map((field) => [field, now?.[field] ?? null]))
}

/** Of a copy: "Ada", "Ada 2", "Ada 3". */
export function copyName(name: string, taken: readonly string[]): string {
  const base = name.replace(/ \d+$/, '')
  for (let count = 2; ; count += 1) {
    const copy = `${base.slice(0, 75)} ${count}`
    if (!taken.includes(copy)) return copy
  }
}
