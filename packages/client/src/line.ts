/** A way to the server and back, from its opening to its end: a WebSocket, or a stream with requests. [C8] */
export interface Line {
  /** Takes one frame; answers whether it could be handed on. */
  send(frame: string): boolean
  /** Ends it from this side; nothing is heard of it any more. */
  close(): void
}

/** What is heard of a line. Nothing comes before the call that opens it has returned. */
export type LineListener = {
  /** One message of the server: a frame, or an array of frames, as text. */
  message(data: unknown): void
  /** It has ended, or could not be opened; `code` is that of a WebSocket. Comes once, and last. */
  closed(code: number): void
}

export type OpenLine = (listener: LineListener) => Line

/** The code of an end without a word. */
export const CUT_OFF = 1006
