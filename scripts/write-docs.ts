// `npm run docs`: the references of the packages for developers, and the examples in their READMEs.
import { writeFile } from 'node:fs/promises'
import { apiReference, DOCUMENTED, referencePath } from './api-reference.ts'
import { readmes, withExamples } from './readme-examples.ts'

for (const name of DOCUMENTED) await writeFile(referencePath(name), await apiReference(name))
for (const path of await readmes()) await writeFile(path, await withExamples(path))
