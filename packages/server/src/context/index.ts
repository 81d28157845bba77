export { autopilotContext, type AutopilotContext, type AutopilotRequest } from './autopilot-context.ts'
export { speakerContext, type SpeakerContext, type SpeakerRequest } from './speaker-context.ts'
export { type Cast, type CastMember } from './cast.ts'
export { MAX_ITEMS, type TranscriptMessage } from './transcript.ts'
