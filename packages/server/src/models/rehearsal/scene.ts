import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import { readLine } from '../../context/line.ts'

export type SceneMember = {
  readonly key: string
  readonly name: string
  readonly kind: 'person' | 'character'
  readonly title: string
  readonly style: string
}

/** Something said; `from` is the name that the prompt uses. */
export type Utterance = { readonly from: string; readonly text: string }

/** What a prompt tells about the chat. Nothing else is known to the rehearsal model. [M2] */
export type Scene = {
  readonly members: readonly SceneMember[]
  /** Whom the prompt says that the model is, when it says so. */
  readonly self: SceneMember | undefined
  readonly said: readonly Utterance[]
  /** Names of those who joined after the last message. */
  readonly newcomers: readonly string[]
  /** Keys of those who may speak; empty when the prompt names none. */
  readonly speakers: readonly string[]
  /** What the prompt calls nobody, where nobody has to speak. */
  readonly nobody: string | undefined
  readonly reactTo: Utterance | undefined
  readonly closing: boolean
  /** What is to be made of what was said, where that is no answer to it. */
  readonly task: 'summarise' | 'title' | undefined
  /** Results of tools at the end of the prompt. */
  readonly toolResults: readonly string[]
}

/** Reads a prompt as any model would: the members and the task by our own lines, else plain talk. */
export function readScene(prompt: LanguageModelV4Prompt): Scene {
  const members: SceneMember[] = []
  let self: SceneMember | undefined
  const said: Utterance[] = []
  let newcomers: string[] = []
  let toolResults: string[] = []
  let task: Record<string, unknown> = {}

  for (const message of prompt) {
    if (message.role === 'system') {
      for (const fields of linesOf(message.content)) {
        const you = memberOf(fields, 'you')
        const member = memberOf(fields, 'member')
        if (you) self = you
        if (member) members.push(member)
      }
      continue
    }
    const text = textOf(message)
    if (message.role === 'assistant') {
      if (text !== '') said.push({ from: self?.name ?? 'Me', text })
      continue
    }
    if (message.role === 'tool') {
      toolResults.push(text)
      continue
    }
    toolResults = []
    const lines = linesOf(text)
    if (lines.length === 0 && text.trim() !== '') said.push({ from: 'You', text })
    for (const fields of lines) {
      if (typeof fields['from'] === 'string' && typeof fields['text'] === 'string') {
        said.push({ from: fields['from'], text: fields['text'] })
        newcomers = []
      } else if (fields['event'] === 'member-added' && typeof fields['member'] === 'string') {
        newcomers.push(fields['member'])
      } else if (typeof fields['task'] === 'string') task = fields
    }
  }
  return {
    members: self ? [self, ...members.filter(({ key }) => key !== self?.key)] : members,
    self,
    said,
    newcomers,
    speakers: strings(task['speakers']),
    nobody: typeof task['nobody'] === 'string' ? task['nobody'] : undefined,
    reactTo: reactionTarget(task['react'], said),
    closing: task['closing'] === true,
    task: task['task'] === 'summarise' || task['task'] === 'title' ? task['task'] : undefined,
    toolResults,
  }
}

function linesOf(text: string): Record<string, unknown>[] {
  return text.split('\n').flatMap((line) => {
    const fields = readLine(line)
    return fields ? [fields] : []
  })
}

function memberOf(fields: Record<string, unknown>, role: 'you' | 'member'): SceneMember | undefined {
  const key = fields[role]
  if (typeof key !== 'string' || typeof fields['name'] !== 'string') return undefined
  return {
    key,
    name: fields['name'],
    kind: fields['kind'] === 'person' ? 'person' : 'character',
    title: typeof fields['title'] === 'string' ? fields['title'] : '',
    style: typeof fields['style'] === 'string' ? fields['style'] : '',
  }
}

function reactionTarget(value: unknown, said: readonly Utterance[]): Utterance | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { to, quote } = value as Record<string, unknown>
  if (typeof to !== 'string' || typeof quote !== 'string') return undefined
  const start = quote.replace(/…$/u, '')
  return (
    said.findLast(({ from, text }) => from === to && text.replace(/\s+/gu, ' ').trim().startsWith(start)) ?? {
      from: to,
      text: quote,
    }
  )
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function textOf(message: Exclude<LanguageModelV4Prompt[number], { role: 'system' }>): string {
  const texts: string[] = []
  for (const part of message.content) {
    if (part.type === 'text') texts.push(part.text)
    if (part.type === 'tool-result') {
      const { output } = part
      if (output.type === 'text' || output.type === 'error-text') texts.push(output.value)
      else if (output.type === 'json' || output.type === 'error-json')
        texts.push(JSON.stringify(output.value))
    }
  }
  return texts.join('\n')
}
