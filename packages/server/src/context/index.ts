export { ambientContext, type AmbientContext, type AmbientRequest } from './ambient-context.ts'
export { autopilotContext, type AutopilotContext, type AutopilotRequest } from './autopilot-context.ts'
export { speakerContext, type SpeakerContext, type SpeakerRequest } from './speaker-context.ts'
export { type Cast, type CastMember } from './cast.ts'
export {
  DEFAULT_HISTORY_TOKENS,
  FILE_TOKENS,
  MAX_FILE_CHARACTERS,
  fitting,
  oldest,
  tokensOf,
} from './history.ts'
export { summaryContext, titleContext, type TaskContext } from './task-context.ts'
export { estimateTokens } from './tokens.ts'
export { addLine, undeleted, type GivenFile, type History, type TranscriptMessage } from './transcript.ts'
export { type Lorebook, type LoreEntry } from './lore.ts'
