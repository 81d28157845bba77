import type { Agent } from '@parley/protocol'
import { serverSentence } from '../../shared/error-words.ts'
import { workshop } from '../../shared/workshop.ts'
import { squarePicture } from './picture-file.ts'

type Result = { agent: Agent; notes: readonly string[] } | { trouble: string }

/**
 * Makes an agent of a card. Where its picture is too large to be kept as it is, a small one is made of it here.
 * [A3]
 */
export async function importCard(file: File): Promise<Result> {
  try {
    const { agent, notes } = await workshop.importCard(file)
    const isPng = file.type === 'image/png' || file.name.toLowerCase().endsWith('.png')
    if (agent.picture !== undefined || !isPng) return { agent, notes }
    const picture = await squarePicture(file).then(
      (png) => workshop.keepPicture(png),
      () => undefined,
    )
    if (picture === undefined) return { agent, notes }
    const changed = await workshop.changeAgent(agent.id, { picture })
    return { agent: changed, notes: notes.filter((note) => !note.startsWith('Its picture')) }
  } catch (error) {
    return { trouble: serverSentence(error) }
  }
}
