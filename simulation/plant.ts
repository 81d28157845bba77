import { registerHooks } from 'node:module'
import { edited } from './mutants.ts'
import type { Mutant } from './mutants.ts'

/** From now on the mutant's files are loaded with the bug in them, in this process only; nothing is written. */
export function plant({ edits }: Mutant): void {
  const byUrl = new Map(edits.map((edit) => [new URL(`../${edit.file}`, import.meta.url).href, edit]))
  registerHooks({
    load: (url, context, next) => {
      const loaded = next(url, context)
      const edit = byUrl.get(url)
      if (edit === undefined || loaded.source == null) return loaded
      return { ...loaded, source: edited(text(loaded.source), edit) }
    },
  })
}

function text(source: string | ArrayBufferLike | NodeJS.TypedArray): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source)
}
