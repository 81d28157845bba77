import type { ModelTestAnswer, RoomId } from '@parley/protocol'
import { ModelFailure, PROBE, probe } from '../models/index.ts'
import { metered } from '../rooms/metered.ts'
import type { TryPorts } from './try-agent.ts'

/** What tests use up is counted under this name, which no room can have by chance. */
const TEST = 'model-test' as RoomId

/** Whether a model answers, by one tiny call within the workspace's budget; in plain words where it does not. [M1, M8] */
export async function testModel(
  { models, spending, now }: Pick<TryPorts, 'models' | 'spending' | 'now'>,
  id: string,
  signal: AbortSignal,
): Promise<ModelTestAnswer> {
  const startedAt = now()
  let rehearsal = false
  const answer = (rest: Pick<ModelTestAnswer, 'usage' | 'failure'>): ModelTestAnswer => ({
    ok: rest.failure === undefined,
    durationMs: Math.max(0, Math.round(now() - startedAt)),
    rehearsal,
    ...rest,
  })
  try {
    const model = models.resolve(id, { pace: 'instant' })
    rehearsal = model.rehearsal
    const metering = { spending, room: TEST, budget: undefined, model, context: PROBE }
    const { usage } = await metered(metering, () => probe({ model, signal }))
    return answer({ usage })
  } catch (error) {
    if (error instanceof ModelFailure) return answer({ failure: error.failure })
    throw error
  }
}
