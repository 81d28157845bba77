/**
 * What the first page shares with other parts of the app goes into one file: fifty files of a few hundred bytes
 * each would cost more in headers than in code. What only late parts share stays with them.
 */
export const CHUNKS = {
  includeDependenciesRecursively: false,
  groups: [{ name: 'base', minShareCount: 2, test: (id: string) => EARLY.test(id) && !LATE.test(id) }],
}

const EARLY =
  /packages\/(?:client|react|protocol|room|web)\/|node_modules\/(?:react|scheduler|use-sync-external-store|lucide-react|@tanstack\/(?:react-router|router-core|history|store|react-store))\/|preload-helper/
const LATE =
  /emoji|features\/(?:agents|conversation|composer|settings|welcome|room-details)\/|\/(?:sheet|card)-dialog/
