import { AgentProfile, LIMITS, MemberId } from '@parley/protocol'
import type { Agent, ImportedCard, NewPicture } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { avatarOf } from '../agents/avatar.ts'
import { keepPicture, readPicture } from '../agents/pictures.ts'
import {
  CardError,
  cardOfAgent,
  keepCard,
  profileOf,
  readAssets,
  readCard,
  readCardFile,
  toCharx,
  toPng,
} from '../cards/index.ts'
import type { Office } from '../commands/context.ts'
import { Refusal } from '../refusal.ts'
import { findAgent, managerOf } from './agent-access.ts'
import { principalOf, valid } from './context.ts'
import { attachment, readBytes } from './read-bytes.ts'

export const CardFormat = z.enum(['json', 'png', 'charx']).default('json')
/** With base64 and the files of a CHARX no more than this is kept for one agent. */
const MAX_ASSET_BYTES = 8 * 1024 * 1024

/** Character cards in and out [A3], and the pictures of agents [A1]. */
export function agentCardRoutes(app: Hono, office: Office): void {
  const { directory } = office.store

  app.post('/api/agents/import', async (context) => {
    await managerOf(context, office)
    const bytes = await readBytes(context, LIMITS.maxCardBytes)
    return context.json<ImportedCard>(await inWords(() => importCard(bytes)), 201)
  })

  app.get('/api/agents/:agent/card', async (context) => {
    await managerOf(context, office)
    const format = valid(CardFormat, context.req.query('format'))
    const agent = await findAgent(office, context.req.param('agent'))
    const card = cardOfAgent(agent, await readCard(directory.records, agent.id))
    const send = (body: string | Uint8Array, type: string, ending: string) => {
      context.header('Content-Type', type)
      context.header('Content-Disposition', attachment(agent.name, ending))
      return context.body(typeof body === 'string' ? body : new Uint8Array(body))
    }
    if (format === 'json') return send(card.text, 'application/json', 'json')
    if (format === 'png') {
      return send(toPng(card, await avatarOf(directory.records, agent)), 'image/png', 'png')
    }
    const assets = await readAssets(directory.records, agent.id)
    return send(toCharx(card, assets), 'application/zip', 'charx')
  })

  app.post('/api/pictures', async (context) => {
    await managerOf(context, office)
    const bytes = await readBytes(context, LIMITS.maxPictureBytes * 2)
    const picture = await inWords(() => keepPicture(directory.records, bytes))
    return context.json<NewPicture>({ picture }, 201)
  })

  // Whoever has the name of a picture has seen a member that has it.
  app.get('/api/pictures/:picture', async (context) => {
    await principalOf(context, office)
    const picture = await readPicture(directory.records, context.req.param('picture'))
    if (picture === undefined) throw new Refusal('not-found')
    return sendPicture(context, picture)
  })

  async function importCard(bytes: Uint8Array): Promise<ImportedCard> {
    const { card, picture, assets } = readCardFile(bytes)
    const { profile, notes } = profileOf(card)
    const total = [...assets.values()].reduce((sum, { length }) => sum + length, 0)
    if (total > MAX_ASSET_BYTES) throw new CardError('The files of the card have over 8 MB together.')
    const id = MemberId.parse(`a_${randomUUID()}`)
    const parsed: AgentProfile = valid(AgentProfile, profile)
    // The agent comes last: until it is there nobody sees the rest.
    const kept = await keptPicture(picture, notes)
    await keepCard(directory.records, id, card, assets)
    const agent: Agent = { ...parsed, ...(kept === undefined ? {} : { picture: kept }), id, starter: false }
    await directory.putAgent(agent)
    return { agent, spec: card.spec, notes }
  }

  async function keptPicture(picture: Buffer | undefined, notes: string[]): Promise<string | undefined> {
    if (picture === undefined) return undefined
    try {
      return await keepPicture(directory.records, picture)
    } catch (error) {
      if (!(error instanceof CardError)) throw error
      notes.push(`Its picture was not kept. ${error.message}`)
      return undefined
    }
  }
}

function sendPicture(context: Context, picture: Buffer): Response {
  context.header('Content-Type', 'image/png')
  context.header('Cache-Control', 'private, max-age=31536000, immutable')
  return context.body(new Uint8Array(picture))
}

async function inWords<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof CardError) throw new Refusal('invalid-input', error.message)
    throw error
  }
}
