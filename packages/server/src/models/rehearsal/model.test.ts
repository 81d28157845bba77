import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import { generateText, Output, streamText, tool } from 'ai'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { rehearsalModel } from './model.ts'

describe('[M2] the rehearsal model is a language model like any other', () => {
  const improv = rehearsalModel({ modelId: 'improv', seed: 's', deltaMs: 0 })

  test('calls a forced tool with arguments that follow its schema', async () => {
    const inputSchema = z.object({
      city: z.string().min(3).max(20),
      days: z.number().int().min(2).max(9),
      unit: z.enum(['C', 'F']),
      tags: z.array(z.object({ name: z.string(), weight: z.number().min(0).max(1) })).min(2),
      note: z.string().optional(),
      either: z.union([z.boolean(), z.string()]),
    })
    const result = await generateText({
      model: improv,
      prompt: 'What is the weather?',
      tools: { weather: tool({ inputSchema }) },
      toolChoice: 'required',
    })
    expect(inputSchema.safeParse(result.toolCalls[0]?.input).success).toBe(true)
    expect(result.finishReason).toBe('tool-calls')
  })

  test('of its own accord it calls a tool that the message names, once, and uses the result', async () => {
    const asked: unknown[] = []
    const { stream } = streamText({
      model: improv,
      prompt: 'please search for tulips',
      tools: {
        search: tool({
          inputSchema: z.object({ query: z.string() }),
          execute: async (input) => {
            asked.push(input)
            return 'Tulips like cold winters.'
          },
        }),
      },
      stopWhen: ({ steps }) => steps.length >= 4,
    })
    let text = ''
    for await (const part of stream) if (part.type === 'text-delta') text += part.text
    expect(asked).toEqual([{ query: 'tulips' }])
    expect(text).toContain('Tulips like cold winters.')
  })

  test('answers with structured output', async () => {
    const schema = z.object({ mood: z.enum(['good', 'bad']), score: z.number().int().min(1).max(5) })
    const { output } = await generateText({
      model: improv,
      prompt: 'How was it?',
      output: Output.object({ schema }),
    })
    expect(schema.parse(output)).toEqual(output)
  })

  test('keeps to a limit of tokens and to stop sequences', async () => {
    const short = await generateText({ model: improv, prompt: 'What is a loop?', maxOutputTokens: 3 })
    expect(short.finishReason).toBe('length')
    expect(short.usage.outputTokens).toBeLessThanOrEqual(3)
    const stopped = await generateText({ model: improv, prompt: 'What is a loop?', stopSequences: [' '] })
    expect(stopped.text).not.toContain(' ')
  })

  test('has no hidden channel: the same prompt and tools get the same answer from a new model', async () => {
    const prompt: LanguageModelV4Prompt = [
      { role: 'user', content: [{ type: 'text', text: 'Tell me about tea' }] },
    ]
    const again = rehearsalModel({ modelId: 'improv', seed: 's', deltaMs: 0 })
    expect(await again.doGenerate({ prompt })).toEqual(await improv.doGenerate({ prompt }))
  })
})
