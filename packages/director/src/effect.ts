import type {
  Failure,
  MemberId,
  NewEvent,
  Reaction,
  Reason,
  RoomEvent,
  TurnId,
  TurnPlan,
  Usage,
} from '@parley/protocol'

/** What a model says of its choice, besides the choice: a reaction to `plan.reactTo`, and why. */
export type Choice = { reaction?: Reaction; reasons?: Reason[] }

/** What reaches the director. `now` is in milliseconds since the epoch. [D1] */
export type Input =
  /** The next event of the log. */
  | { type: 'event'; event: RoomEvent; now: number }
  /** Time has passed. */
  | { type: 'tick'; now: number }
  /** A model chose a speaker, who is yet to be asked for the words. */
  | ({ type: 'picked'; turn: TurnId; speaker: MemberId; usage?: Usage; now: number } & Choice)
  /**
   * The words of a turn exist, or (streaming) the first of them do; the turn runner holds them.
   * `characters`: how long they are, where all of them are there.
   */
  | ({ type: 'answered'; turn: TurnId; speaker: MemberId; characters?: number; now: number } & Choice)
  /** Asked whether anybody speaks, a model said nobody does; `by` may react instead. [D10] */
  | ({ type: 'declined'; turn: TurnId; by?: MemberId; usage?: Usage; now: number } & Choice)
  /** A model call failed for good; if part of its message was visible, that is finished as failed before. */
  | { type: 'failed'; turn: TurnId; failure: Failure; now: number }
  /** This process has taken the room over: no call of its running turns is alive. [D15] */
  | { type: 'recovered'; now: number }

/** What the director wants done. The turn runner does it and reports back by inputs and events. */
export type Effect =
  /**
   * Append these events, all or none, unless the room's interruption count has left `interruption`.
   * Ids are derived from the decision, so that repeating it cannot double it. [C3, D4]
   */
  | { type: 'append'; events: [NewEvent, ...NewEvent[]]; interruption: number }
  /** Ask a model who speaks, and perhaps in the same call for the words. */
  | { type: 'decide'; plan: TurnPlan }
  /** Ask the speaker's model for its words. */
  | { type: 'think'; plan: TurnPlan; speaker: MemberId }
  /** Make the words of the turn visible. */
  | { type: 'speak'; plan: TurnPlan; speaker: MemberId }
  /** Stop the calls of a turn; if part of its message is visible, finish that as interrupted. */
  | { type: 'abort'; turn: TurnId }
