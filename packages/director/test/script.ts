import type { Failure, MemberId, Reaction, TurnPlan } from '@parley/protocol'

/** A model call as a script sees it; `speaker` is known where only the words are asked for. */
export type Call = { plan: TurnPlan; speaker?: MemberId; count: number }

/** What a model does. Times are in milliseconds and count from the call, later ones from each other. */
export type Reply =
  | { kind: 'answers'; afterMs: number; text: string; speaker?: MemberId; reaction?: Reaction }
  /** Names a speaker, whose own model is then asked. */
  | { kind: 'picks'; afterMs: number; speaker?: MemberId; reaction?: Reaction }
  /** Words come piece by piece; with `failure` the stream breaks after the last of `chunks`. */
  | { kind: 'streams'; afterMs: number; chunks: string[]; everyMs: number; failure?: Failure }
  /** Nobody speaks, where that may be; `by` may react instead. */
  | { kind: 'declines'; afterMs: number; by?: MemberId; reaction?: Reaction }
  | { kind: 'fails'; afterMs: number; failure: Failure }
  | { kind: 'never' }

export type Script = (call: Call) => Reply

export const UNAVAILABLE: Failure = {
  code: 'provider-unavailable',
  message: 'The model could not be reached.',
  retryable: true,
}

/** Whoever is preferred speaks these lines, one a call, over and over, each after the same time. */
export function lines(texts: string[], afterMs = 1_000): Script {
  return ({ count }) => ({ kind: 'answers', afterMs, text: texts[(count - 1) % texts.length] ?? '' })
}
