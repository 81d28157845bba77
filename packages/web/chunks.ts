/**
 * What the first page shares with other parts of the app goes into one file: fifty files of a few hundred bytes
 * each would cost more in headers than in code. What only late parts share stays with them.
 */
export const CHUNKS = {
  includeDependenciesRecursively: false,
  groups: [{ name: 'base', minShareCount: 2, test: (id: string) => EARLY.test(id) && !LATE.test(id) }],
}

const EARLY =
  /packages\/(?:client|react|protocol|room|web)\/|node_modules\/(?:react|scheduler|use-sync-external-store|lucide-react|wouter|react-error-boundary|uuid|eventsource-parser)\/|react-dom\/(?:index|cjs\/react-dom\.)|preload-helper/
const LATE =
  /emoji|features\/(?:agents|composer|settings|room-details)\/|features\/conversation\/(?!conversation-skeleton|safe-link)|features\/welcome\/(?!welcomed)|\/(?:sheet|card)-dialog/
