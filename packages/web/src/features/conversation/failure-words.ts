import type { Failure } from '@parley/protocol'

const WORDS: Record<Exclude<Failure['code'], 'budget-reached'>, string> = {
  'provider-unauthorized': 'the model provider did not accept the key',
  'provider-rate-limited': 'the model provider is asking for a pause',
  'provider-unavailable': 'the model provider is not reachable',
  'provider-timeout': 'the model took too long',
  'provider-refused': 'the model provider refused the request',
  'model-not-found': 'the chosen model does not exist',
  'malformed-answer': 'the model’s answer could not be understood',
  'server-restarted': 'the server restarted in the middle of it',
  internal: 'something broke on our side',
}

/** Why an agent did not answer, as one plain sentence; the speaker may not have been chosen yet. [M8] */
export function failureSentence(failure: Failure, name: string | undefined): string {
  // The server knows whose budget it was and how much.
  if (failure.code === 'budget-reached') return failure.message || 'The budget for today is used up.'
  return `${name ?? 'Nobody'} could ${name === undefined ? '' : 'not '}answer: ${WORDS[failure.code]}.`
}
