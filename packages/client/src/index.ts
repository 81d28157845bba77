export { connect } from './connect.ts'
export { ParleyError } from './parley-error.ts'
export type { ConnectOptions, TextStorage } from './surroundings.ts'
export type { ConnectionStatus, NewRoom, ParleyClient, PendingMessage, RoomState } from './parley-client.ts'
