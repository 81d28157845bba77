import { AgentTest, ModelTest } from '@parley/protocol'
import type { AgentTestAnswer, ModelList, ModelTestAnswer } from '@parley/protocol'
import type { Hono } from 'hono'
import type { ModelCatalogue } from '../agents/model-catalogue.ts'
import { testModel } from '../agents/test-model.ts'
import { tryAgent } from '../agents/try-agent.ts'
import type { TryPorts } from '../agents/try-agent.ts'
import { requireWorkspace } from '../authority/grant.ts'
import type { Office } from '../commands/context.ts'
import { managerOf } from './agent-access.ts'
import { principalOf, readBody, valid } from './context.ts'
import { PrincipalRate } from './principal-rate.ts'

/** Every provider once, and then one in five seconds. [S3] */
const TESTS = { perSecond: 0.2, burst: 8 }

/** Through which models agents can speak, and how one does. [A1, M1] */
export function agentModelRoutes(
  app: Hono,
  office: Office,
  catalogue: ModelCatalogue,
  trial: TryPorts,
): void {
  const tests = new PrincipalRate(TESTS, office.now)

  app.get('/api/models', async (context) => {
    requireWorkspace(await principalOf(context, office))
    return context.json<ModelList>(await catalogue.read())
  })

  app.post('/api/models/test', async (context) => {
    const principal = await managerOf(context, office)
    const { model } = valid(ModelTest, await readBody(context))
    tests.take(principal)
    return context.json<ModelTestAnswer>(await testModel(trial, model, context.req.raw.signal))
  })

  app.post('/api/agents/test', async (context) => {
    const principal = await managerOf(context, office)
    const test = valid(AgentTest, await readBody(context))
    const answer = await tryAgent(trial, principal, test, context.req.raw.signal)
    return context.json<AgentTestAnswer>(answer)
  })
}
