import type { MemberId } from '@parley/protocol'
import type { Records } from '../store/records.ts'
import { readCardText } from './card.ts'
import type { Card } from './card.ts'

const CARD = 'card'
const ASSET = 'card-asset'

/** Keeps what an agent came from, with the files that belong to it, for a later export. [A3] */
export async function keepCard(
  records: Records,
  agent: MemberId,
  { text }: Card,
  assets: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  for (const [path, bytes] of assets) {
    const data = Buffer.from(bytes).toString('base64')
    await records.add(ASSET, { id: `${agent} ${path}`, member: agent, path, data })
  }
  await records.add(CARD, { id: agent, text })
}

export async function readCard(records: Records, agent: MemberId): Promise<Card | undefined> {
  const [found] = await records.find(CARD, { where: [{ field: 'id', value: agent }] })
  return found && readCardText(String(found['text']))
}

export async function readAssets(records: Records, agent: MemberId): Promise<Map<string, Uint8Array>> {
  const found = await records.find(ASSET, { where: [{ field: 'member', value: agent }] })
  return new Map(found.map(({ path, data }) => [String(path), Buffer.from(String(data), 'base64')]))
}

export async function forgetCard(records: Records, agent: MemberId): Promise<void> {
  await records.remove(CARD, [{ field: 'id', value: agent }])
  await records.remove(ASSET, [{ field: 'member', value: agent }])
}
