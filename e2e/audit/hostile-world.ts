import { LinkPreview } from '@parley/protocol'
import type { RoomExport } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import { PAYLOADS } from './xss-payloads.ts'

export const HALL = 'hall'
const MAX_NAME = 80
/** Agents of one room: rooms run side by side. */
const CHOIR = 30

/** Everything that a person can name or say, with each payload in it; what is refused cannot run. [S4] */
export class HostileWorld {
  /** How many payloads are the name of an agent, of a room, of a file, of a guest, a message, or what a page says. */
  readonly taken = { agents: 0, rooms: 0, messages: 0, files: 0, guests: 0, previews: 0 }
  readonly agents: string[] = []
  /** Rooms in which every agent is to speak. */
  readonly choirs: string[] = []
  /** The room whose messages lead to pages that say payloads. */
  library = ''
  /** Links into rooms that are named by a payload. */
  readonly links: string[] = []
  readonly #url: string
  readonly #authorization: Record<string, string>

  constructor(url: string, token: string) {
    this.#url = url
    this.#authorization = { authorization: `Bearer ${token}` }
  }

  async fill(): Promise<void> {
    for (const [index, payload] of PAYLOADS.entries()) await this.#agentAndRoom(payload, index)
    await this.#command(HALL, { type: 'create-room', members: this.agents.slice(0, 3), replyMode: 'manual' })
    const path = await this.#linkTo(HALL)
    for (const payload of PAYLOADS) {
      await this.#messageAndFile(payload)
      const guest = { id: randomUUID(), name: payload.slice(0, MAX_NAME) }
      const joined = await this.#post(path, JSON.stringify(guest), {})
      if (joined.ok) this.taken.guests += 1
    }
    await this.#previews()
    for (let index = 0; index < PAYLOADS.length; index += 60)
      this.links.push((await this.#linkTo(`room-${index}`)).replace('/api', ''))
  }

  /** Lets every agent say what its model gives it, in rooms of thirty. */
  async askAll(): Promise<void> {
    for (let from = 0; from < this.agents.length; from += CHOIR) {
      const room = `choir-${from}`
      const members = this.agents.slice(from, from + CHOIR)
      await this.#command(room, { type: 'create-room', members, replyMode: 'manual' })
      await this.#command(room, { type: 'request-turn', intent: 'ask', agents: members })
      this.choirs.push(room)
    }
  }

  /** What pages say of themselves, in a room of another Parley: here nobody outside is asked. */
  async #previews(): Promise<void> {
    const asked = await fetch(`${this.#url}/api/rooms/${HALL}/export`, { headers: this.#authorization })
    const file = (await asked.json()) as RoomExport
    const timeline: unknown[] = []
    for (const [index, payload] of PAYLOADS.entries()) {
      const url = `https://canary.invalid/${payload.replace(/\s/g, '')}`
      const said = { title: payload.slice(0, 200), description: payload, siteName: payload.slice(0, 80) }
      const preview = { url, ...said }
      if (!LinkPreview.safeParse(preview).success) continue
      const [id, seq] = [`page-${index}`, index + 1]
      const place = { kind: 'message', id, seq, at: seq, by: file.exportedBy, foldedTo: seq }
      timeline.push({ ...place, text: url, status: 'complete', reactions: [], previews: [preview] })
    }
    const made = await this.#send('/api/imports', { ...file, timeline, events: [] })
    const line = JSON.parse(await made.text()) as { status: string; room?: string }
    if (line.status === 'created') this.taken.previews = timeline.length
    this.library = line.room ?? ''
  }

  async #agentAndRoom(payload: string, index: number): Promise<void> {
    const name = payload.slice(0, MAX_NAME)
    const made = await this.#send('/api/agents', { name, title: name, bio: name, personality: payload })
    const members: string[] = []
    if (made.ok) {
      members.push(await idOf(made))
      this.agents.push(...members)
      this.taken.agents += 1
    }
    const command = {
      type: 'create-room',
      members,
      title: payload,
      instructions: payload,
      replyMode: 'manual',
    }
    if (await this.#command(`room-${index}`, command)) this.taken.rooms += 1
  }

  async #messageAndFile(text: string): Promise<void> {
    if (await this.#command(HALL, { type: 'post-message', text })) this.taken.messages += 1
    const path = `/api/rooms/${HALL}/attachments?name=${encodeURIComponent(text)}`
    const file = await this.#post(path, SVG)
    if (!file.ok) return
    const attachments = [await idOf(file)]
    if (await this.#command(HALL, { type: 'post-message', text: '', attachments })) this.taken.files += 1
  }

  /** Where guests come in. */
  async #linkTo(room: string): Promise<string> {
    const made = await this.#send(`/api/rooms/${room}/invitations`, {})
    const { path } = (await made.json()) as { path: string }
    return `/api${path}`
  }

  async #command(room: string, command: object): Promise<boolean> {
    return (await this.#send(`/api/rooms/${room}/commands`, { id: randomUUID(), command })).ok
  }

  #send(path: string, body: object): Promise<Response> {
    return this.#post(path, JSON.stringify(body))
  }

  #post(path: string, body: string, headers = this.#authorization): Promise<Response> {
    return fetch(this.#url + path, { method: 'POST', headers, body })
  }
}

/** A file that would run if it were shown as what it is. */
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" onload="parent.hit(1)"><script>parent.hit(1)</script></svg>'

async function idOf(answer: Response): Promise<string> {
  return ((await answer.json()) as { id: string }).id
}
