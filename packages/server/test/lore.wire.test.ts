import type { ImportedCard } from '@parley/protocol'
import { afterEach, expect, test } from 'vitest'
import { ToolServer } from './tool-server.ts'

let server: ToolServer | undefined
afterEach(async () => {
  const faults = await server?.close()
  server = undefined
  expect(faults ?? []).toEqual([])
})

test('[A3] an imported agent is told of its lorebook what was just brought up, and exports it as it came', async () => {
  server = await ToolServer.open(() => ({ content: 'Well.' }), [])
  const card = JSON.stringify({
    spec: 'chara_card_v2',
    spec_version: '2.0',
    data: {
      name: 'Io',
      description: 'A moon.',
      character_book: {
        entries: [
          { keys: ['volcano'], content: 'Loki is the largest volcano.', enabled: true, insertion_order: 0 },
          { keys: [], constant: true, content: 'Io circles Jupiter.', enabled: true, insertion_order: 1 },
        ],
      },
    },
  })
  const imported = await server.parley.request('/api/agents/import', { method: 'POST', body: card })
  const { agent, notes } = (await imported.json()) as ImportedCard
  expect(notes).toEqual([])
  const room = await server.room([agent.id])
  await room.post('How are you?')
  await room.nth('turn-ended')
  await room.post('Which volcanoes do you have?')
  await room.nth('turn-ended', 2)
  const [before, after] = server.asked.map(({ body }) => body)
  expect(before).toContain('Io circles Jupiter.')
  expect(before).not.toContain('Loki')
  expect(after).toContain('Loki is the largest volcano.')
  const out = await server.parley.request(`/api/agents/${agent.id}/card`)
  expect(await out.text()).toBe(card)
}, 30_000)
