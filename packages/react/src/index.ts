export { onceAFrame } from './frame-pace.ts'
export { ParleyProvider } from './parley-provider.tsx'
export { useParley } from './parley-context.ts'
export {
  useAgents,
  useConnection,
  useMe,
  usePresent,
  useRoom,
  useRooms,
  useStillRoom,
  useStillRooms,
  useTyping,
} from './use-client-state.ts'
