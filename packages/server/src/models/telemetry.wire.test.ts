import { LLMock } from '@copilotkit/aimock'
import type { Attributes, Span, Tracer } from '@opentelemetry/api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { helloRoom, recordedDelay, USAGE } from '../../test/stand-ins.ts'
import { composeAutopilot, configureModels, streamReply } from './index.ts'

type Recorded = { name: string; attributes: Attributes; ended: boolean }

/** Keeps the spans that it is asked for. */
function recordingTracer() {
  const spans: Recorded[] = []
  const startSpan = (name: string, options: { attributes?: Attributes } = {}): Span => {
    const recorded: Recorded = { name, attributes: { ...options.attributes }, ended: false }
    spans.push(recorded)
    const span = {
      spanContext: () => ({ traceId: '1'.repeat(32), spanId: '1'.repeat(16), traceFlags: 1 }),
      setAttribute: (key: string, value: never) => {
        recorded.attributes[key] = value
        return span
      },
      setAttributes: (attributes: Attributes) => {
        Object.assign(recorded.attributes, attributes)
        return span
      },
      addEvent: () => span,
      addLink: () => span,
      addLinks: () => span,
      setStatus: () => span,
      updateName: () => span,
      end: () => void (recorded.ended = true),
      isRecording: () => true,
      recordException: () => undefined,
    } as unknown as Span
    return span
  }
  const startActiveSpan = (name: string, ...rest: unknown[]) => {
    const work = rest.at(-1) as (span: Span) => unknown
    return work(startSpan(name, rest.length > 1 ? (rest[0] as object) : {}))
  }
  return { spans, tracer: { startSpan, startActiveSpan } as unknown as Tracer }
}

let mock: LLMock
beforeEach(async () => {
  mock = await LLMock.create({ port: 0 })
  const say = { name: 'say', arguments: JSON.stringify({ speaker: 'ada', message: 'SECRET roses.' }) }
  mock.on({ predicate: ({ tools }) => (tools?.length ?? 0) > 0 }, { toolCalls: [say], ...USAGE })
  mock.on({ predicate: () => true }, { content: 'SECRET roses.', ...USAGE })
})
afterEach(() => mock.stop())

async function spansOf(settings: Record<string, string>): Promise<Recorded[]> {
  const { spans, tracer } = recordingTracer()
  const env = { OLLAMA_HOST: '', OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: `${mock.url}/v1`, ...settings }
  const model = (await configureModels(env, { tracer })).resolve('openai:gpt-6-astra')
  const { one, autopilot } = helloRoom()
  const { delay } = recordedDelay()
  await heard(streamReply({ model, context: one, delay }))
  await composeAutopilot({ model, context: autopilot, delay })
  return spans
}

test('[M9] by default there are no spans', async () => {
  expect(await spansOf({})).toEqual([])
})

test('[M9] switched on, every call has its spans, with tokens and without a word of what was said', async () => {
  const spans = await spansOf({ PARLEY_TELEMETRY: 'on' })
  const calls = spans.filter(({ name }) => name.startsWith('chat '))
  expect(calls).toHaveLength(2)
  for (const { attributes, ended } of calls) {
    expect(attributes).toMatchObject({
      'gen_ai.request.model': 'gpt-6-astra',
      'gen_ai.usage.input_tokens': 120,
      'gen_ai.usage.output_tokens': 12,
    })
    expect(ended).toBe(true)
  }
  const all = JSON.stringify(spans)
  expect(all).not.toMatch(/SECRET|Hello, both|Precise|sk-test/)
})

test('[M9] what was said stands in the spans only where that is switched on, too', async () => {
  const all = JSON.stringify(await spansOf({ PARLEY_TELEMETRY: 'on', PARLEY_TELEMETRY_CONTENT: 'on' }))
  expect(all).toContain('SECRET')
  expect(all).toContain('Hello, both')
  expect(all).not.toContain('sk-test')
})

test('[M9] a setting that is neither on nor off is refused', async () => {
  await expect(spansOf({ PARLEY_TELEMETRY: 'yes' })).rejects.toThrow('PARLEY_TELEMETRY=yes')
})

async function heard(parts: AsyncIterable<unknown>): Promise<void> {
  const reading = parts[Symbol.asyncIterator]()
  while ((await reading.next()).done !== true);
}
