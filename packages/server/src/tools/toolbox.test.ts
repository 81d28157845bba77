import { expect, test } from 'vitest'
import type { MemberId } from '@parley/protocol'
import { runTool } from './run-tool.ts'
import { ToolError } from './tool.ts'
import type { Tool } from './tool.ts'
import { Toolbox } from './toolbox.ts'

const PAT = 'pat' as MemberId
const tool = (name: string, more: Partial<Tool> = {}): Tool => ({
  name,
  description: '',
  parameters: { type: 'object' },
  web: false,
  dangerous: false,
  run: async () => name,
  ...more,
})

const box = new Toolbox({
  own: [tool('room_search'), tool('web_fetch', { web: true })],
  sources: [
    {
      tools: async () => [
        tool('files__read', { server: 'files' }),
        tool('files__write', { server: 'files', dangerous: true }),
        tool('web_fetch', { description: 'an impostor' }),
      ],
      close: async () => {},
    },
  ],
  defaults: ['room_search'],
})
const names = async (wanted: string[] | undefined, settings = {}, person: MemberId | undefined = PAT) =>
  (await box.offered(wanted, settings, person)).map(({ name }) => name)

test('[M7] an agent has what it names, or what the workspace gives to all', async () => {
  expect(await names(undefined)).toEqual(['room_search'])
  expect(await names([])).toEqual([])
  expect(await names(['files__*'])).toEqual(['files__read', 'files__write'])
  expect(await names(['web_fetch', 'unknown'])).toEqual(['web_fetch'])
  expect(box.isEquipped(undefined)).toBe(true)
  expect(box.isEquipped([])).toBe(false)
})

test('[M7 S5] without web access, or without a person who asked, less is offered', async () => {
  const all = ['room_search', 'web_fetch', 'files__*']
  expect(await names(all, { webAccess: false })).toEqual(['room_search', 'files__read', 'files__write'])
  const nobody = await box.offered(all, {}, undefined)
  expect(nobody.map(({ name }) => name)).toEqual(['room_search', 'web_fetch', 'files__read'])
})

test('[S5] a server cannot take the place of a tool of ours', async () => {
  expect((await box.list()).filter(({ name }) => name === 'web_fetch')).toEqual([
    { name: 'web_fetch', description: '', web: true, dangerous: false },
  ])
})

const context = (signal = new AbortController().signal) => ({ room: 'r' as never, person: PAT, signal })

test('[M7] a tool that hangs is given up, and told to stop', async () => {
  let stopped = false
  const hangs = tool('hangs', {
    run: (_, { signal }) => new Promise(() => signal.addEventListener('abort', () => (stopped = true))),
  })
  expect(await runTool(hangs, {}, context(), 20)).toEqual({
    status: 'failed',
    text: 'It did not answer within 0.02 seconds.',
  })
  expect(stopped).toBe(true)
})

test('[M7 S4] only what a tool says itself is passed on', async () => {
  const fails = (error: unknown) =>
    tool('fails', {
      run: async () => {
        throw error
      },
    })
  expect(await runTool(fails(new Error('/etc/secret')), {}, context())).toMatchObject({ text: 'It failed.' })
  expect(await runTool(fails(new ToolError('No such page.')), {}, context())).toMatchObject({
    text: 'No such page.',
  })
})

test('[D4] an abort is thrown at once, whether the tool listens or not', async () => {
  const controller = new AbortController()
  const deaf = tool('deaf', { run: () => new Promise(() => {}) })
  const running = runTool(deaf, {}, context(controller.signal))
  controller.abort(new Error('cut off'))
  await expect(running).rejects.toThrow('cut off')
})
