import { expect, test } from 'vitest'
import type { Message, ToolCall } from '@parley/protocol'
import { factsOf } from './message-facts.ts'

const usage = { model: 'a:one', inputTokens: 1_200, outputTokens: 90, cachedTokens: 800, costUsd: 0.0042 }
const call = (tool: string, status: ToolCall['status'] = 'done') => ({ tool, status }) as ToolCall
const facts = (message: Partial<Message>) =>
  Object.fromEntries(factsOf(message as Message).map(({ name, words }) => [name, words]))

test('[M4 W4] everything that is known of a message is told', () => {
  const calls = [call('web_fetch'), call('room_search', 'failed'), call('web_fetch')]
  const known = { usage: { ...usage, contextTokens: 700 }, calls, finishReason: 'stop', durationMs: 2_300 }
  expect(facts(known)).toEqual({
    Model: 'a:one',
    Read: '1,200 tokens, 800 of them cached',
    Context: '700 tokens in the last call',
    Wrote: '90 tokens',
    Cost: 'US$ 0.0042',
    Took: '2.3 s',
    Tools: 'web_fetch (2), room_search (failed)',
    Ended: 'normally',
  })
})

test('[M4] a price that nobody knows is unknown, and a rehearsal is free', () => {
  const { costUsd: _, ...unpriced } = usage
  expect(facts({ usage: unpriced })['Cost']).toMatch(/^not known/)
  expect(facts({ usage: { ...usage, model: 'rehearsal:cast', costUsd: 0 } })['Cost']).toMatch(/rehearsal/)
})

test('[M4] what is not known is left out, and a reason of a provider is shown as it is', () => {
  expect(facts({})).toEqual({})
  const untold = { model: 'b:two', inputTokens: 0, outputTokens: 0, cachedTokens: 0 }
  expect(facts({ usage: untold })).toEqual({
    Model: 'b:two',
    Read: 'not told by its provider',
    Cost: 'not known here',
  })
  expect(facts({ finishReason: 'toString' })).toEqual({ Ended: 'toString' })
})
