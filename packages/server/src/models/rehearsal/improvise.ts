import type {
  JSONSchema7,
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
  LanguageModelV4FunctionTool,
  LanguageModelV4Text,
  LanguageModelV4ToolCall,
} from '@ai-sdk/provider'
import type { Dice } from './dice.ts'
import { argumentsFrom, followUp, occasionFor } from './occasion.ts'
import { nameFor } from './name-for.ts'
import { placeFound } from './report.ts'
import { recall } from './recall.ts'
import { readScene, type Scene, type SceneMember } from './scene.ts'
import { fillSchema, type Suggest } from './schema-filler.ts'
import { judge } from './judge.ts'
import { reactionTo } from './reaction.ts'
import { speak } from './speak.ts'
import { firstTokens } from './tokens.ts'

/** What the model does with one call. */
export type Performance = {
  readonly content: LanguageModelV4Text | LanguageModelV4ToolCall
  readonly finish: LanguageModelV4FinishReason['unified']
}

/** Decides from the prompt and the tools alone: a tool call, JSON or plain words. [M2] */
export function improvise(options: LanguageModelV4CallOptions, dice: Dice): Performance {
  const scene = readScene(options.prompt)
  if (scene.task === 'summarise') return plainWords(recall(scene), options)
  if (scene.task === 'title') return plainWords(nameFor(scene), options)
  const speaker = chooseSpeaker(scene, dice)
  const line = speak(scene, speaker, dice)
  const suggest = suggestions(scene, speaker, line, dice)
  const call = chooseCall(options, scene, suggest)
  if (call) {
    return {
      content: {
        type: 'tool-call',
        toolCallId: `call_${Math.floor(dice.roll(`call/${scene.toolResults.length}`) * 0x1_0000_0000).toString(36)}`,
        toolName: call.tool.name,
        input: JSON.stringify(fillSchema(call.tool.inputSchema, call.suggest, dice)),
      },
      finish: 'tool-calls',
    }
  }
  if (options.responseFormat?.type === 'json') {
    const { schema } = options.responseFormat
    const value = schema ? fillSchema(schema, suggest, dice) : { text: line }
    return { content: { type: 'text', text: JSON.stringify(value) }, finish: 'stop' }
  }
  return plainWords(line, options)
}

/** Respects the caller's limits as a real model does. */
function plainWords(
  line: string,
  { maxOutputTokens, stopSequences }: LanguageModelV4CallOptions,
): Performance {
  let text = line
  for (const stop of stopSequences ?? []) {
    const at = text.indexOf(stop)
    if (at >= 0) text = text.slice(0, at)
  }
  const limited = maxOutputTokens === undefined ? text : firstTokens(text, maxOutputTokens)
  return { content: { type: 'text', text: limited }, finish: limited === text ? 'stop' : 'length' }
}

type Call = { readonly tool: LanguageModelV4FunctionTool; readonly suggest: Suggest }

/** The tool to call, if any: the one that is forced, else one that a person's last words ask for. */
function chooseCall(options: LanguageModelV4CallOptions, scene: Scene, suggest: Suggest): Call | undefined {
  const tools = (options.tools ?? []).filter((tool) => tool.type === 'function')
  const choice = options.toolChoice?.type ?? 'auto'
  if (options.toolChoice?.type === 'tool' || choice === 'required') {
    const forced = options.toolChoice?.type === 'tool' ? options.toolChoice.toolName : tools[0]?.name
    const tool = tools.find(({ name }) => name === forced)
    return tool && { tool, suggest }
  }
  const last = scene.said.at(-1)
  const isCharacter = scene.members.some(({ name, kind }) => kind === 'character' && name === last?.from)
  if (choice === 'none' || last === undefined || isCharacter || scene.toolResults.length > 1) return undefined
  const occasion =
    scene.toolResults.length === 0
      ? occasionFor(last.text, tools)
      : followUp(last.text, placeFound(scene), tools)
  return occasion && { tool: occasion.tool, suggest: argumentsFrom(last.text, occasion) }
}

/** Whom it plays: itself, or one of those who may speak; the first are the likeliest. */
function chooseSpeaker(scene: Scene, dice: Dice): SceneMember | undefined {
  if (scene.self) return scene.self
  const candidates = scene.speakers.flatMap((key) => scene.members.find((member) => member.key === key) ?? [])
  const last = scene.said.at(-1)?.text.toLowerCase() ?? ''
  const addressed = candidates.find(({ name }) => last.includes(name.toLowerCase().split(' ')[0] ?? name))
  if (addressed) return addressed
  return candidates.find((_, index) => dice.chance(0.6, `speaker/${index}`)) ?? candidates.at(-1)
}

/** Fields that any schema of a chat has, filled with what is going on. */
function suggestions(scene: Scene, speaker: SceneMember | undefined, line: string, dice: Dice): Suggest {
  const judgement = judge(scene, speaker, dice)
  return (name, schema) => {
    if (judgement && name in judgement) return judgement[name as keyof typeof judgement]
    if (name === 'speaker' && speaker && allows(schema, speaker.key)) return speaker.key
    if (name === 'reaction' && scene.reactTo) {
      const reaction = reactionTo(scene.reactTo.text, dice)
      return allows(schema, reaction) ? reaction : undefined
    }
    if (/^(message|text|content|reply|answer)$/.test(name) && schema.type === 'string') return line
    return undefined
  }
}

function allows(schema: JSONSchema7, value: string): boolean {
  return schema.enum ? schema.enum.includes(value) : schema.type === 'string'
}
