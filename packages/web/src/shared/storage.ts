/** What this browser keeps for `key`; undefined too where storage is forbidden. */
export function readStored(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    // Storage may be forbidden or missing: then nothing was kept.
    return undefined
  }
}

/** Keeps `value` under `key` in this browser, or forgets it; answers whether it could: storage may be forbidden or full. */
export function writeStored(key: string, value: string | undefined): boolean {
  try {
    if (value === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
    return true
  } catch {
    // What is kept here is a convenience: losing it must not break the page.
    return false
  }
}

/** The browser's own storage, or undefined where it is forbidden. */
export function browserStorage(): Storage | undefined {
  try {
    return localStorage
  } catch {
    // A browser that forbids storage throws on the mere mention.
    return undefined
  }
}
