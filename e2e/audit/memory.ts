import type { CDPSession, Page } from 'playwright-core'
import { figure } from '../../benchmarks/figure.ts'
import type { Figure } from '../../benchmarks/figure.ts'
import type { AuditedServer } from './audited-server.ts'

/** A lively room: a message every three seconds, an hour long. */
const HOUR = { messages: 1_200, perStep: 100 }
/** Earlier numbers were said before. */
const FIRST = 1_000

/**
 * `memory-after-hour-mb`: the page's JavaScript heap, garbage collected, after an hour's messages have come in while
 * the reader watched, against what it was before; and what each message then weighs.
 */
export async function measureMemory(
  page: Page,
  server: AuditedServer,
  report: (figure: Figure) => void,
): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await page.goto(`${server.url}/r/busy`)
  await page.getByTestId('composer').waitFor()
  await chat(page, server, FIRST)
  const before = await memoryOf(session)
  for (let from = HOUR.perStep; from <= HOUR.messages; from += HOUR.perStep)
    await chat(page, server, FIRST + from)
  const after = await memoryOf(session)
  report(figure('memory-after-hour-mb', after.heapMb, 'MB', before.heapMb))
  report(figure('memory-per-message-kb', ((after.heapMb - before.heapMb) * 1_000) / HOUR.messages, 'kB'))
  report(figure('dom-nodes-after-hour', after.nodes, 'nodes', before.nodes))
  await session.detach()
}

/** Says a step's messages, and waits until the page shows the last one. */
async function chat(page: Page, server: AuditedServer, from: number): Promise<void> {
  await server.tell({ kind: 'chat', from, messages: HOUR.perStep })
  await page.locator(`[data-id="chat-${from + HOUR.perStep - 1}"]`).waitFor({ state: 'attached' })
}

async function memoryOf(session: CDPSession): Promise<{ heapMb: number; nodes: number }> {
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { nodes } = await session.send('Memory.getDOMCounters')
  return { heapMb: usedSize / 1e6, nodes }
}
