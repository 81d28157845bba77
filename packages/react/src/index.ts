export { ParleyProvider } from './parley-provider.tsx'
export { useParley } from './parley-context.ts'
export {
  useAgents,
  useConnection,
  useMe,
  usePresent,
  useRoom,
  useRooms,
  useTyping,
} from './use-client-state.ts'
