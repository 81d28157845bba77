export { STARTER_AGENTS, starterAgentId } from './agents.ts'
export { STARTER_ROOMS } from './rooms.ts'
export { OWNER, type StarterAuthor, type StarterMessage, type StarterRoom } from './room.ts'
