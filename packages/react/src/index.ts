export { ParleyProvider } from './parley-provider.tsx'
export { useParley } from './parley-context.ts'
export { useAgents, useConnection, useMe, useRoom, useRooms } from './use-client-state.ts'
