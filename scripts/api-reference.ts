// What each package for developers exports, with its signatures, as docs/reference shows it. The same text is the
// pin of that interface: a test compares it with the code. typedoc, the usual tool, cannot read TypeScript 7.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { parseSync } from 'oxc-parser'
import { rootDir } from './root.mjs'

/** The packages whose exports are for developers outside of this repository. [E1] */
export const DOCUMENTED = ['client', 'react'] as const

export function referencePath(name: string): string {
  return join(rootDir, 'docs', 'reference', `${name}.md`)
}

/**
 * The reference of one package, made from the declarations that the compiler writes.
 * @throws where the package does not compile, or exports something in a way that is not understood here
 */
export async function apiReference(name: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'parley-declarations-'))
  try {
    await compile(name, directory)
    return await describe(name, join(directory, 'src'))
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function compile(name: string, outDir: string): Promise<void> {
  const project = join(rootDir, 'packages', name)
  const emit = ['--declaration', '--emitDeclarationOnly', '--noEmit', 'false', '--outDir', outDir]
  const compiler = join(rootDir, 'node_modules', 'typescript', 'bin', 'tsc')
  const args = [compiler, '-p', project, '--rootDir', project, ...emit]
  await promisify(execFile)(process.execPath, args)
}

async function describe(name: string, directory: string): Promise<string> {
  const index = join(directory, 'index.d.ts')
  const sections: string[] = []
  const taken: string[] = []
  for (const { names, source } of exportsOf(await readFile(index, 'utf8'))) {
    if (!source.startsWith('.')) {
      taken.push(`From \`${source}\`: ${names.map((one) => `\`${one}\``).join(', ')}.`)
      continue
    }
    const file = join(dirname(index), source.replace(/\.tsx?$/, '.d.ts'))
    const declarations = declarationsOf(await readFile(file, 'utf8'))
    for (const one of names) {
      const declaration = declarations.get(one)
      if (declaration === undefined) throw new Error(`${source} declares no ${one}`)
      sections.push(
        `## ${one}\n\n${declaration.text ? `${declaration.text}\n\n` : ''}\`\`\`ts\n${declaration.code}\n\`\`\`\n`,
      )
    }
  }
  const others = taken.length === 0 ? '' : `## Also exported\n\n${taken.join('\n\n')}\n`
  const intro = 'Made from the code by `npm run docs`; a test keeps it true.\n'
  return [`# @parley/${name}\n`, intro, ...sections, others].filter(Boolean).join('\n')
}

function exportsOf(code: string): { names: string[]; source: string }[] {
  return parse(code).map((statement) => {
    if (statement.type !== 'ExportNamedDeclaration' || statement.source === null) {
      throw new Error(`an index may only pass on what other files export: ${statement.type}`)
    }
    const names = statement.specifiers.flatMap(({ exported }) => ('name' in exported ? [exported.name] : []))
    return { names, source: statement.source.value }
  })
}

/** What a declaration file exports, by name: its code, and the comment before it as plain text. */
function declarationsOf(code: string): Map<string, { code: string; text: string }> {
  const found = new Map<string, { code: string; text: string }>()
  let end = 0
  for (const statement of parse(code)) {
    const before = code.slice(end, statement.start)
    end = statement.end
    if (statement.type !== 'ExportNamedDeclaration' || statement.declaration === null) continue
    const { declaration } = statement
    const names =
      declaration.type === 'VariableDeclaration'
        ? declaration.declarations.map(({ id }) => ('name' in id ? id.name : ''))
        : 'id' in declaration && declaration.id !== null && 'name' in declaration.id
          ? [declaration.id.name]
          : []
    const entry = { code: code.slice(statement.start, statement.end), text: plainText(before) }
    for (const name of names) if (typeof name === 'string') found.set(name, entry)
  }
  return found
}

function parse(code: string) {
  const { program, errors } = parseSync('declarations.d.ts', code)
  if (errors[0] !== undefined) throw new Error(errors[0].message)
  return program.body
}

/** The last documenting comment of `text`, without its stars; diagrams keep their shape. */
function plainText(text: string): string {
  const comment = /\/\*\*(?:(?!\/\*\*)[\s\S])*?\*\/\s*$/.exec(text)?.[0] ?? ''
  return comment
    .replace(/^\/\*\*\s?|\s*\*\/\s*$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')
    .trim()
}
