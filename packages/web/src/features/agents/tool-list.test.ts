import { expect, test } from 'vitest'
import type { ToolList } from '@parley/protocol'
import { absentTools, offeredTools, withTool } from './tool-list.ts'

const tool = (name: string) => ({ name, description: '', web: false, dangerous: false })
const list: ToolList = {
  tools: ['web_fetch', 'room_search', 'files__read', 'files__write'].map(tool),
  defaults: ['room_search', 'files__*'],
}
const had = (own: string[] | undefined) =>
  offeredTools(list, own)
    .filter(({ has }) => has)
    .map(({ name }) => name)

test('[M7] an agent without a choice of its own has what all have', () => {
  expect(had(undefined)).toEqual(['room_search', 'files__read', 'files__write'])
  expect(had(['web_fetch'])).toEqual(['web_fetch'])
  expect(had([])).toEqual([])
})

test('[M7] a choice of its own begins with what it has, and one of a server can be taken out', () => {
  expect(withTool(list, undefined)).toEqual(['room_search', 'files__read', 'files__write'])
  expect(withTool(list, undefined, { name: 'files__write', has: false })).toEqual([
    'room_search',
    'files__read',
  ])
  expect(withTool(list, ['web_fetch'], { name: 'room_search', has: true })).toEqual([
    'web_fetch',
    'room_search',
  ])
})

test('[M7] what is not here now is kept, and told', () => {
  const own = ['web_fetch', 'gone__*', 'old_tool']
  expect(absentTools(list, own)).toEqual(['gone__*', 'old_tool'])
  expect(withTool(list, own, { name: 'web_fetch', has: false })).toEqual(['gone__*', 'old_tool'])
})
