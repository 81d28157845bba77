/** Environment variables of the server that connect a model, and whose it then is. [M1] */
export const MODEL_KEYS = [
  ['OPENAI_API_KEY', 'OpenAI'],
  ['ANTHROPIC_API_KEY', 'Anthropic'],
  ['GOOGLE_GENERATIVE_AI_API_KEY', 'Google'],
  ['OPENROUTER_API_KEY', 'OpenRouter'],
  ['PARLEY_MODEL_BASE_URL', 'anything that speaks the OpenAI API'],
] as const
