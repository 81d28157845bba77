import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readmes, withExamples } from './readme-examples.ts'
import { apiReference, DOCUMENTED, referencePath } from './api-reference.ts'

test.each(DOCUMENTED)(
  '[E1] what @parley/%s exports is what its reference says; a change on purpose: npm run docs',
  async (name) => {
    expect(await apiReference(name)).toBe(await readFile(referencePath(name), 'utf8'))
  },
  60_000,
)

test('[E1] the examples in the READMEs are the compiled ones; after a change: npm run docs', async () => {
  const paths = await readmes()
  expect(paths.length).toBeGreaterThan(0)
  for (const path of paths) expect(await withExamples(path)).toBe(await readFile(path, 'utf8'))
})
