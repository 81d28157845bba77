export { configureModels, type Environment, type ModelOptions } from './configuration.ts'
export { ConfigurationError } from './configuration-error.ts'
export { type Models, type ProviderSummary } from './registry.ts'
export { type ResolvedModel } from './resolved-model.ts'
export { composeAutopilot, pickSpeaker, type Composed, type ComposeRequest, type Picked } from './compose.ts'
export { judgeAmbient, type AmbientQuestion, type Declined } from './ambient.ts'
export {
  streamReply,
  type ReplyEnd,
  type ReplyPart,
  type StreamRequest,
  type ToolOffer,
} from './stream-reply.ts'
export { type ToolRequest } from './plain-call.ts'
export { PROBE, probe } from './probe.ts'
export { takesFile } from './inputs.ts'
export { summarise } from './summarise.ts'
export { nameChat } from './name-chat.ts'
export { occasionFor } from './rehearsal/occasion.ts'
export { addUsage } from './usage.ts'
export { ModelFailure } from './failure.ts'
export { realDelay, type Delay } from './delay.ts'
