import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FAMILIES, SECRET, standIns, USAGE } from '../../test/stand-ins.ts'
import { ModelFailure, probe } from './index.ts'

let wire: Awaited<ReturnType<typeof standIns>>
beforeEach(async () => {
  wire = await standIns()
})
afterEach(() => wire.stop())

const ANY = { predicate: () => true }
const failureOf = (call: Promise<unknown>) =>
  call.catch((error: unknown) => (error instanceof ModelFailure ? error.failure : error))

describe.each(FAMILIES)('[M1] a tiny call of %s', (provider) => {
  test('tells that it answers, and what that used up', async () => {
    wire.mock.on(ANY, { content: 'here', ...USAGE })
    const model = wire.model(provider)
    expect(await probe({ model })).toMatchObject({ usage: { model: model.id } })
    expect(wire.bodies).toHaveLength(1)
  })

  test.for([
    [401, 'provider-unauthorized'],
    [404, 'model-not-found'],
    [429, 'provider-rate-limited'],
    [500, 'provider-unavailable'],
  ] as const)('[M8] %d is told in a plain sentence, after one try', async ([status, code]) => {
    wire.mock.on(ANY, { error: { message: `no ${SECRET}`, type: 'fault' }, status })
    const failure = (await failureOf(probe({ model: wire.model(provider) }))) as { message: string }
    expect(failure).toMatchObject({
      code,
      message: expect.stringMatching(/^The model could not answer: .+\.$/),
    })
    expect(failure.message).not.toContain(SECRET)
    expect(wire.bodies).toHaveLength(1)
  })
})
