import { Agent, Message, RoomId } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { OWNER, STARTER_AGENTS, STARTER_ROOMS } from './index.ts'

describe('starter agents', () => {
  test('[A2] there are at least 28, valid, each with an id of its own', () => {
    expect(STARTER_AGENTS.length).toBeGreaterThanOrEqual(28)
    for (const agent of STARTER_AGENTS) expect(Agent.parse(agent)).toEqual(agent)
    expect(new Set(STARTER_AGENTS.map(({ id }) => id)).size).toBe(STARTER_AGENTS.length)
    expect(new Set(STARTER_AGENTS.map(({ colors }) => colors?.join())).size).toBe(STARTER_AGENTS.length)
  })

  test('[R7] ids are stable: what people changed must be found again after an upgrade', () => {
    expect(STARTER_AGENTS.map(({ id }) => id)).toMatchSnapshot()
    expect(STARTER_ROOMS.map(({ id }) => id)).toMatchSnapshot()
  })

  test.each(STARTER_AGENTS)(
    '[A2] $name is labelled as an impression or as invented',
    ({ bio, personality }) => {
      expect(bio).toMatch(/\bAI impression\b.*\bnot the person\b|\binvented\b/i)
      expect(personality.length).toBeGreaterThan(30)
    },
  )
})

describe('starter rooms', () => {
  const known = new Set(STARTER_AGENTS.map(({ id }) => id))

  test('[R7] there are at least 8, each with an id of its own', () => {
    expect(STARTER_ROOMS.length).toBeGreaterThanOrEqual(8)
    expect(new Set(STARTER_ROOMS.map(({ id }) => id)).size).toBe(STARTER_ROOMS.length)
  })

  test.each(STARTER_ROOMS)('[R7] $id is a short exchange among its members', ({ id, members, messages }) => {
    expect(RoomId.parse(id)).toBe(id)
    expect(members.filter((member) => !known.has(member))).toEqual([])
    expect(messages.length).toBeGreaterThanOrEqual(4)
    expect(messages.length).toBeLessThanOrEqual(9)
    const present = new Set<string>([...members, OWNER])
    let before = Number.POSITIVE_INFINITY
    for (const { author, text, minutesAgo, reactions } of messages) {
      expect(present).toContain(author)
      expect(text.trim()).not.toBe('')
      expect(text.length).toBeLessThan(300)
      expect(minutesAgo).toBeLessThan(before)
      before = minutesAgo
      for (const { by, reaction } of reactions) {
        expect(present).toContain(by)
        expect(by).not.toBe(author)
        expect(Message.shape.reactions.element.shape.reaction.parse(reaction)).toBe(reaction)
      }
    }
    expect(messages.some(({ author }) => author === OWNER)).toBe(true)
    expect(messages.some(({ reactions }) => reactions.length > 0)).toBe(true)
  })
})
