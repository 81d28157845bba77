import { describe, expect, test } from 'vitest'
import { arriving } from './arriving.ts'
import { conducting } from './conducting.ts'
import { findingAbout, leaving } from './finding-about.ts'
import { keepingUp } from './keeping-up.ts'
import { making } from './making.ts'
import { writing } from './writing.ts'
import { World } from './world.ts'

/**
 * Two people and three agents in one room: each thing that can be done there at least once, in order, and what
 * both of them and the log show of it. Other files beside this folder go deeper into one thing each.
 */
const world = await World.begin()

describe('arriving', () => arriving(world))
describe('writing', () => writing(world))
describe('keeping up', () => keepingUp(world))
describe('conducting', () => conducting(world))
describe('finding about', () => findingAbout(world))
describe('making', () => making(world))
describe('leaving', () => leaving(world))

test('nothing went wrong in either page meanwhile', () => {
  expect(world.errors).toEqual([])
})
