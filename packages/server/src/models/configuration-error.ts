/** The configuration names something that does not exist; `message` says how to mend it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}
