export { hear, SILENT_FLOOR } from './context.ts'
export {
  contributionsToNext,
  contributionsToSoon,
  scoreSpeakers,
  SOON_THRESHOLD,
  willSpeakSoon,
} from './score.ts'
export type { FloorContext, Heard } from './context.ts'
export type { FeatureName, Features } from './features.ts'
export type { Contribution, SpeakerScore } from './score.ts'
