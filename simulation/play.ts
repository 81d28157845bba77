import { PACES, REPLY_MODES } from '@parley/protocol'
import type { MemberId, RoomId } from '@parley/protocol'
import { checkView } from './checks.ts'
import type { Person } from './person.ts'
import { episode, reaction, remark, settings } from './story.ts'
import type { Act, Fault, Scene } from './story.ts'
import { AGENT_NAMES, agentId, messagesOf, roomId } from './world.ts'
import type { World } from './world.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** An event that does not come is not waited for any longer. */
const PATIENCE_MS = 20_000
/** After so much silence a room must have come to rest: longer than any call may take. */
const AT_REST_MS = 10 * MINUTE_MS

/** After so much silence a client must have got over whatever went wrong before. */
const UP_TO_DATE_MS = 90_000

export type Scale = { rooms: number; hours: number; hoursBetweenEpisodes: number }

/** Rooms, and the people's first arrival. */
export function furnish(world: World, { rooms }: Scale): void {
  const { random, people } = world
  const [owner, ...guests] = people as [Person, ...Person[]]
  for (let index = 0; index < rooms; index += 1) {
    const agents = AGENT_NAMES.slice(0, random.between(1, AGENT_NAMES.length)).map(agentId)
    owner.command(roomId(index), {
      type: 'create-room',
      members: [...agents, ...guests.filter(() => random.chance(0.7)).map(({ principal }) => principal.id)],
      pace: random.pick(PACES),
      replyMode: random.pick(['autopilot', ...REPLY_MODES]),
      maxConsecutiveAgentMessages: random.between(1, 6),
    })
  }
}

/** Sets every episode of every room on the clock. */
export function schedule(world: World, { rooms, hours, hoursBetweenEpisodes }: Scale): void {
  for (let index = 0; index < rooms; index += 1) {
    const gapMs = () => world.random.between(MINUTE_MS, 2 * hoursBetweenEpisodes * HOUR_MS)
    for (let at = gapMs(); at < hours * HOUR_MS; at += gapMs()) {
      world.time.after(at, () => playEpisode(world, roomId(index)))
    }
  }
}

function playEpisode(world: World, room: RoomId): void {
  const { random, people } = world
  world.tally.episodes += 1
  if (world.quietMs(room) > AT_REST_MS) world.disk.ledger.atRest(room)
  const present = people.filter((_, index) => index === 0 || random.chance(0.4))
  for (const person of present) person.arrive()
  const scenes = episode(random)
  const next = () => {
    const scene = scenes.shift()
    if (scene !== undefined) return playLater(world, room, scene, present, next)
    world.time.after(random.between(0, 4 * MINUTE_MS), () => part(world, room, present))
  }
  world.time.after(random.between(0, 2_000), next)
}

/** Whoever has been connected for a while, and saw everything live, sees what is in the log. */
function part(world: World, room: RoomId, present: Person[]): void {
  for (const person of present) {
    const quietMs = Math.min(world.quietMs(room), world.time.now - person.arrivedAt)
    const isUpToDate = person.client?.status === 'online' && quietMs > UP_TO_DATE_MS
    // A room that was deleted when the client connected is not among its rooms.
    if (isUpToDate && person.client?.room(room) !== undefined) checkView(world, room, person)
    person.leave()
  }
}

function playLater(world: World, room: RoomId, scene: Scene, present: Person[], then: () => void): void {
  const { what, afterMs, on } = scene
  const happen = () =>
    world.time.after(afterMs, () => {
      if ('act' in what) act(world, room, what.act, world.random.pick(present))
      else strike(world, what.fault)
      then()
    })
  if (on === undefined) happen()
  else world.atNext(on, room, PATIENCE_MS, happen)
}

function act(world: World, room: RoomId, what: Act, person: Person): void {
  const { random } = world
  const agent = agentId(random.pick(AGENT_NAMES))
  const somebody = random.pick(world.people).principal.id
  world.tally.acts += 1
  switch (what) {
    case 'post':
      return person.post(room, remark(random, AGENT_NAMES))
    case 'react': {
      const message = messagesOf(world, room).at(-1 - random.between(0, 2))
      return message && person.command(room, { type: 'add-reaction', message, reaction: reaction(random) })
    }
    case 'request':
      return request(world, room, person)
    case 'ask':
      return person.command(room, {
        type: 'request-turn',
        intent: 'ask',
        ...(random.chance(0.5) ? { agents: [agent, agentId(random.pick(AGENT_NAMES))] } : {}),
      })
    case 'stop':
      return person.command(room, { type: 'stop-turns' })
    case 'edit':
    case 'unsay':
    case 'regenerate':
      return change(world, room, what, person)
    case 'remove-agent':
      return person.command(room, { type: 'remove-member', member: agent })
    case 'add-agent':
      return person.command(room, { type: 'add-member', member: agent })
    case 'remove-person':
      return somebody === world.people[0]?.principal.id
        ? undefined
        : person.command(room, { type: 'remove-member', member: somebody })
    case 'add-person':
      return person.command(room, { type: 'add-member', member: somebody })
    case 'pause-agent':
    case 'wake-agent':
      return pauseAgent(world, room, agent, what === 'pause-agent')
    case 'delete':
      return person.command(room, { type: 'delete-room' })
    case 'restore':
      return person.command(room, { type: 'restore-room' })
    case 'change':
      return person.command(room, { type: 'change-room', changes: settings(random) })
    case 'load-older':
      // A page that cannot be fetched is asked for again by whoever scrolls.
      return void person.client?.loadOlder(room).catch(() => undefined)
    case 'leave':
      return person.leave()
  }
}

function request(world: World, room: RoomId, person: Person): void {
  const failed = world.disk.ledger
    .log(room)
    .findLast((event) => event.type === 'turn-ended' && event.data.outcome === 'failed')
  const isRetry = failed?.type === 'turn-ended' && world.random.chance(0.5)
  if (isRetry) person.command(room, { type: 'request-turn', intent: 'retry', turn: failed.data.turn })
  else person.command(room, { type: 'request-turn', intent: world.random.pick(['start', 'continue']) })
}

/** What was said is changed, mostly by whoever may. */
function change(world: World, room: RoomId, what: 'edit' | 'unsay' | 'regenerate', person: Person): void {
  const { random } = world
  const isOwn = (id: string) => world.authorOf(room, id) === person.principal.id
  const messages = messagesOf(world, room)
  const wanted = messages.filter((id) => (what === 'regenerate' ? !isOwn(id) : isOwn(id)))
  const message = (random.chance(0.9) ? wanted : messages).at(-1 - random.between(0, 1))
  if (message === undefined) return
  switch (what) {
    case 'edit': {
      const text = remark(random, AGENT_NAMES)
      return person.command(room, { type: 'edit-message', message, text, rerun: random.chance(0.6) })
    }
    case 'unsay':
      return person.command(room, { type: 'delete-message', message })
    case 'regenerate':
      return person.command(room, { type: 'request-turn', intent: 'regenerate', message })
  }
}

/** Over HTTP: whether it worked nobody promised. */
function pauseAgent(world: World, room: RoomId, agent: MemberId, paused: boolean): void {
  const by = world.people[0]?.principal.id ?? agent
  const { server } = world.network
  server?.life.proceed(() => {
    server.pauseAgent(room, agent, paused, `pause-${world.tally.acts}`, by).catch(() => undefined)
  })
}

function strike(world: World, fault: Fault): void {
  const { random } = world
  switch (fault) {
    case 'crash':
      return world.crash()
    case 'crash-at-the-disk':
      return world.atTheDisk(random.between(1, 30), () => world.crash())
    case 'nap':
      return world.nap(random.between(100, 40_000))
    case 'takeover':
      return world.takeover(random.between(10, 10_000), random.between(0, 30_000))
    case 'cut':
      return world.cut(random.pick([0.5, 1]))
    case 'broken-disk':
      return world.breakDisk(random.between(10, 15_000))
    case 'disk-breaks-in-use': {
      const forMs = random.between(10, 15_000)
      return world.atTheDisk(random.between(1, 8), () => world.breakDisk(forMs))
    }
    case 'bad-weather':
      return world.storm(
        { doubled: 0.3, late: 0.3, slowestMs: random.pick([20, 200, 2_000]) },
        random.between(1_000, 120_000),
      )
    case 'clock-jump':
      return world.jumpClock(
        random.pick([-1, 1]) * random.pick([2_000, MINUTE_MS, 5 * HOUR_MS, 30 * HOUR_MS]),
      )
  }
}
