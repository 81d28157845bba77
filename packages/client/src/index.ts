export { openAccess } from './access-api.ts'
export type { AccessApi } from './access-api.ts'
export { connect } from './connect.ts'
export type { MessageStream } from './message-stream.ts'
export { ParleyError } from './parley-error.ts'
export { openWorkshop } from './workshop-api.ts'
export type { WorkshopApi } from './workshop-api.ts'
export type { ConnectOptions, TextStorage } from './surroundings.ts'
export type { EventPage, Room } from './room.ts'
export type {
  ConnectionStatus,
  NewRoom,
  ParleyClient,
  PendingMessage,
  PostOptions,
  RoomState,
} from './parley-client.ts'
export type {
  Agent,
  CommandInput,
  CommandResult,
  ErrorCode,
  EventId,
  Me,
  Member,
  MemberId,
  Message,
  Reaction,
  RoomEvent,
  RoomId,
  Seq,
  SystemLine,
  TimelineItem,
  TimelinePage,
  WireError,
} from '@parley/protocol'
export type { RoomView, Typist } from '@parley/room'
