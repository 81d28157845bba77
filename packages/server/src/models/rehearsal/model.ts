import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider'
import { realDelay, type Delay } from '../delay.ts'
import { Dice } from './dice.ts'
import { improvise, type Performance } from './improvise.ts'
import { countTokens, deltasOf } from './tokens.ts'

export type RehearsalModelSettings = {
  readonly modelId: string
  readonly seed: string
  /** Between two pieces of a stream. */
  readonly deltaMs: number
  readonly delay?: Delay | undefined
}

/**
 * A language model of the AI SDK that improvises without a network. It knows only the prompt and
 * the tools that it is given, and the same seed and prompt always get the same answer. [M2]
 */
export function rehearsalModel(settings: RehearsalModelSettings): LanguageModelV4 {
  const { modelId, seed, deltaMs, delay = realDelay } = settings
  const perform = (options: LanguageModelV4CallOptions): Performance => {
    options.abortSignal?.throwIfAborted()
    return improvise(
      options,
      new Dice(`${seed}\u0000${options.seed ?? ''}\u0000${JSON.stringify(options.prompt)}`),
    )
  }
  return {
    specificationVersion: 'v4',
    provider: 'rehearsal',
    modelId,
    supportedUrls: {},
    async doGenerate(options) {
      const performance = perform(options)
      return {
        content: [performance.content],
        finishReason: { unified: performance.finish, raw: performance.finish },
        usage: usageOf(options, performance),
        warnings: [],
      }
    },
    async doStream(options) {
      const performance = perform(options)
      const parts = streamParts(options, performance)
      const iterator = paced(parts, deltaMs, delay, options.abortSignal)
      return {
        stream: new ReadableStream<LanguageModelV4StreamPart>({
          async pull(controller) {
            const { done, value } = await iterator.next()
            if (done) controller.close()
            else controller.enqueue(value)
          },
          async cancel() {
            await iterator.return(undefined)
          },
        }),
      }
    },
  }
}

function streamParts(
  options: LanguageModelV4CallOptions,
  performance: Performance,
): LanguageModelV4StreamPart[] {
  const { content, finish } = performance
  const body: LanguageModelV4StreamPart[] =
    content.type === 'text'
      ? [
          { type: 'text-start', id: '0' },
          ...deltasOf(content.text).map((delta) => ({ type: 'text-delta' as const, id: '0', delta })),
          { type: 'text-end', id: '0' },
        ]
      : [
          { type: 'tool-input-start', id: content.toolCallId, toolName: content.toolName },
          ...deltasOf(content.input).map((delta) => ({
            type: 'tool-input-delta' as const,
            id: content.toolCallId,
            delta,
          })),
          { type: 'tool-input-end', id: content.toolCallId },
          content,
        ]
  return [
    { type: 'stream-start', warnings: [] },
    ...body,
    { type: 'finish', finishReason: { unified: finish, raw: finish }, usage: usageOf(options, performance) },
  ]
}

async function* paced(
  parts: readonly LanguageModelV4StreamPart[],
  deltaMs: number,
  delay: Delay,
  signal: AbortSignal | undefined,
): AsyncGenerator<LanguageModelV4StreamPart, undefined, undefined> {
  for (const part of parts) {
    if (deltaMs > 0 && part.type === 'text-delta') await delay(deltaMs, signal)
    signal?.throwIfAborted()
    yield part
  }
  return undefined
}

function usageOf(options: LanguageModelV4CallOptions, { content }: Performance): LanguageModelV4Usage {
  const input = countTokens(options.prompt.map(({ content: part }) => textIn(part)).join('\n'))
  const output = countTokens(content.type === 'text' ? content.text : content.input)
  return {
    inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: output, text: output, reasoning: 0 },
  }
}

function textIn(content: string | readonly { type: string }[]): string {
  if (typeof content === 'string') return content
  return content.map((part) => ('text' in part ? String(part.text) : '')).join('\n')
}
