import { glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { rootDir } from './root.mjs'

/** The READMEs that show examples of their package. */
export async function readmes(): Promise<string[]> {
  const found: string[] = []
  for await (const path of glob('packages/*/README.md', { cwd: rootDir })) found.push(join(rootDir, path))
  return found.toSorted()
}

/**
 * The text of a README with each `<!-- example: FILE REGION -->` followed by that part of its `examples` folder.
 * @throws where there is no such part
 */
export async function withExamples(path: string): Promise<string> {
  let text = await readFile(path, 'utf8')
  for (const [whole, file = '', region] of text.matchAll(MARK)) {
    const code = await readFile(join(dirname(path), 'examples', file), 'utf8')
    const mark = `<!-- example: ${[file, region].filter(Boolean).join(' ')} -->`
    text = text.replace(
      whole,
      () => `${mark}\n\n\`\`\`${file.split('.').at(-1)}\n${partOf(code, region, file)}\n\`\`\`\n`,
    )
  }
  return text
}

const MARK = /<!-- example: (\S+)(?: (\S+))? -->\n(?:\n```tsx?\n[\s\S]*?\n```\n)?/g

function partOf(code: string, region: string | undefined, file: string): string {
  if (region === undefined) return code.trim()
  const part = new RegExp(`// #region ${region}\\n([\\s\\S]*?)\\n *// #endregion ${region}\\n`).exec(
    code,
  )?.[1]
  if (part === undefined) throw new Error(`${file} has no region ${region}`)
  const indent = /^ */.exec(part)?.[0].length ?? 0
  return part.replaceAll(new RegExp(`^ {${indent}}`, 'gm'), '')
}
