import type { Candidate, Scene } from './scene.ts'
import { partnerSince, UNSEEN } from './scene.ts'
import type { Shows } from './shows.ts'
import { faded, FRESH_HALF_LIFE, pendingCall, STEADY_HALF_LIFE, weightOf } from './speaker.ts'
import type { Call, Speaker } from './speaker.ts'

/**
 * What the model knows of a candidate: plain numbers, most of them 0 where they do not apply or
 * logarithms of a count. Named, so that a decision can be explained by them. [D12]
 */
export type Features = ReturnType<typeof featuresOf>
export type FeatureName = keyof Features

/** All features of one candidate in one scene; every one is finite. */
export function featuresOf(scene: Scene, candidate: Candidate) {
  return {
    ...presence(scene, candidate),
    ...called(scene, candidate),
    ...exchange(scene, candidate),
    ...habits(scene, candidate),
    ...lastWords(candidate),
    ...automaton(scene, candidate),
    ...room(scene),
  }
}

/** How long silent, and how much said before. */
function presence(scene: Scene, { speaker, rank, silence, silentMs }: Candidate) {
  const silent = Math.log(silence)
  const silentTime = minutes(silentMs)
  const span = minutes(scene.spanMs)
  const fresh = freshness(speaker, silence)
  return {
    silence: silent,
    silenceAfterAddress: scene.runAddresses ? silent : 0,
    silenceInSlowRoom: silent * span,
    silentTime,
    silentTimeInSlowRoom: silentTime * span,
    rank: Math.log1p(rank),
    fresh,
    freshInSlowRoom: fresh * span,
    steady: Math.log(faded(speaker.steady, silence, STEADY_HALF_LIFE) + TRACE),
    messages: Math.log(Math.max(1, speaker.messages)),
    age: Math.log1p(Math.max(0, scene.position - speaker.since)),
  }
}

/** Was addressed, and has it spoken since? */
function called(scene: Scene, candidate: Candidate) {
  const { call } = candidate.speaker
  const pending = pendingCall(candidate.speaker)
  return {
    addressedLately: call === null ? 0 : Math.exp(-(scene.position - call.position) / 10),
    ...(pending === null ? NOT_CALLED : pendingFeatures(scene, candidate, pending)),
  }
}

function pendingFeatures(scene: Scene, { speaker, silence, silentMs }: Candidate, call: Call) {
  const messages = scene.position - call.position
  const elapsedMs = scene.line.at - call.at
  const caller = scene.bySeat.get(call.by)?.speaker
  const callerSilence = scene.position - (caller?.last?.position ?? call.position)
  return {
    called: 1,
    calledFades2: Math.exp(-messages / 2),
    calledFades15: Math.exp(-messages / 15),
    calledFadesSeconds: Math.exp(-elapsedMs / 40_000),
    calledFadesMinutes: Math.exp(-elapsedMs / 120_000),
    calledFadesLong: Math.exp(-elapsedMs / 600_000),
    calledTimes: Math.log1p(call.times),
    calledAfterSilence: Math.log(silence),
    calledAfterSilentTime: minutes(silentMs),
    calledWhileFresh: freshness(speaker, silence),
    calledWithQuestion: flag(call.shows.asks),
    calledWithThanks: flag(call.shows.thanks),
    calledWithClosing: flag(call.shows.closes),
    calledWithWords: Math.log1p(call.shows.length),
    calledByProgram: call.automatic,
    calledByPartner: caller === undefined ? 0 : Math.log1p(weightOf(caller.toward, speaker.seat)),
    calledByWhoIsSilent: Math.log1p(Math.max(0, callerSilence)),
    calledAsNewcomer: flag(speaker.messages < 4),
    calledAsRegular: Math.log(Math.max(1, speaker.messages)),
    calledAndAnswers: speaker.answers / Math.max(1, speaker.called),
    calledBeyondLatency: speaker.answers > 0 ? Math.log((messages + 1) / (speaker.latency + 1)) : 0,
  }
}

const NOT_CALLED: ReturnType<typeof pendingFeatures> = {
  called: 0,
  calledFades2: 0,
  calledFades15: 0,
  calledFadesSeconds: 0,
  calledFadesMinutes: 0,
  calledFadesLong: 0,
  calledTimes: 0,
  calledAfterSilence: 0,
  calledAfterSilentTime: 0,
  calledWhileFresh: 0,
  calledWithQuestion: 0,
  calledWithThanks: 0,
  calledWithClosing: 0,
  calledWithWords: 0,
  calledByProgram: 0,
  calledByPartner: 0,
  calledByWhoIsSilent: 0,
  calledAsNewcomer: 0,
  calledAsRegular: 0,
  calledAndAnswers: 0,
  calledBeyondLatency: 0,
}

/** Who talks with whom. */
function exchange(scene: Scene, candidate: Candidate) {
  const { id, speaker, silence } = candidate
  const { author, line, before } = scene
  const { spoken, callers } = scene.glances.get(id) ?? UNSEEN
  const since = partnerSince(scene, candidate)
  const waits = speaker.partner !== null && since === 0 && pendingCall(speaker) === null
  return {
    authorsPartner: flag(author.partner === speaker.seat),
    authorIsPartner: flag(speaker.partner === author.seat),
    hasPartner: flag(speaker.partner !== null),
    partnerSpokeOften: Math.log1p(since),
    waitsForPartner: flag(waits),
    waitsSince: waits ? Math.log(silence) : 0,
    followsAuthor: Math.log1p(weightOf(author.followers, speaker.seat)),
    authorFollows: Math.log1p(weightOf(speaker.followers, author.seat)),
    spokenLately: Math.log1p(spoken.length),
    callersLately: Math.log1p(callers.length),
    wasBeforeToOther: flag(before?.by === id && before.to.length > 0 && !before.to.includes(line.by)),
  }
}

/** How this member usually talks. */
function habits(scene: Scene, { speaker, silence, silentMs }: Candidate) {
  const perRun = Math.log(Math.max(1, speaker.messages) / Math.max(1, speaker.runs))
  const addressees = Math.log1p(speaker.addressees)
  return {
    stride: speaker.stride > 0 ? Math.log1p(speaker.stride) : UNKNOWN_STRIDE,
    beyondStride: speaker.stride > 0 ? Math.log(silence / speaker.stride + 0.1) : 0,
    beyondPause: speaker.pauseMs > 0 ? Math.log((silentMs + 30_000) / (speaker.pauseMs + 30_000)) : 0,
    messagesPerRun: perRun,
    messagesPerRunNear: silence < NEAR ? perRun : 0,
    addressees,
    addresseesToNewcomer: scene.author.messages < 4 ? addressees : 0,
    addressed: Math.log1p(speaker.called / Math.max(1, speaker.messages)),
    answers: Math.log1p(speaker.answers),
    newcomer: flag(speaker.messages < 3),
  }
}

/** What the candidate said last. */
function lastWords(candidate: Candidate) {
  const { last } = candidate.speaker
  return last === null ? SAID_NOTHING : wordFeatures(candidate, last.shows)
}

function wordFeatures({ speaker, silence }: Candidate, shows: Shows) {
  const words = Math.log1p(shows.length)
  const unanswered = shows.asks === true && pendingCall(speaker) === null
  return {
    saidWords: words,
    saidWordsNear: silence < NEAR ? words : 0,
    saidThanks: flag(shows.thanks),
    saidPraise: flag(shows.praises),
    saidClosing: flag(shows.closes),
    saidLeaving: flag(shows.leaves),
    saidGreeting: flag(shows.greets),
    asked: flag(shows.asks),
    askedUnanswered: flag(unanswered),
    askedLongAgo: unanswered ? Math.log1p(silence) : 0,
  }
}

const SAID_NOTHING: ReturnType<typeof wordFeatures> = {
  saidWords: 0,
  saidWordsNear: 0,
  saidThanks: 0,
  saidPraise: 0,
  saidClosing: 0,
  saidLeaving: 0,
  saidGreeting: 0,
  asked: 0,
  askedUnanswered: 0,
  askedLongAgo: 0,
}

/** Programs answer commands, at once, and say little else. */
function automaton(scene: Scene, { speaker, automatic }: Candidate) {
  const commanded = scene.line.shows.commands === true
  const share = speaker.commandsAnswered / scene.mostCommands
  return {
    program: automatic,
    programUncalled: commanded ? 0 : automatic,
    programCommanded: commanded ? share : 0,
    programCommandedBefore: scene.run < 3 && scene.before?.shows.commands === true ? share : 0,
  }
}

/** The same for all candidates: says how likely it is that any one of them speaks soon. */
function room(scene: Scene) {
  return { roomSpan: minutes(scene.spanMs), roomAddressed: flag(scene.runAddresses) }
}

/** Messages within which somebody is still at it. */
const NEAR = 4
/** What takes the place of a stride that is not known: about 20 messages. */
const UNKNOWN_STRIDE = 3
/** Keeps the logarithm of a weight that has faded away finite. */
const TRACE = 0.02

function freshness(speaker: Speaker, silence: number): number {
  return Math.log(faded(speaker.fresh, silence, FRESH_HALF_LIFE) + TRACE)
}

function minutes(ms: number): number {
  return Math.log1p(ms / 60_000)
}

function flag(holds: boolean | undefined): number {
  return holds ? 1 : 0
}
