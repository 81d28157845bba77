import { parseSync } from 'oxc-parser'

/** One module that a source file names. `specifier` is undefined when it is computed at run time. */
export interface SourceImport {
  readonly specifier: string | undefined
  /** Counted from 1. */
  readonly line: number
}

/**
 * All modules that `text` names, in the order of the text: imports, re-exports, dynamic imports, `require`,
 * and types written as `import('…')`.
 *
 * @throws when `text` is not valid TypeScript, because an unread file would count as one without imports.
 */
export function importsOf(fileName: string, text: string): SourceImport[] {
  const { program, errors } = parseSync(fileName, text)
  const [error] = errors
  if (error !== undefined) throw new Error(`${fileName} could not be parsed: ${error.message}`)
  const found: SourceImport[] = []
  visit(program, (node) => {
    const source = sourceOf(node)
    if (source === undefined) return
    found.push({ specifier: literalText(source), line: text.slice(0, node.start).split('\n').length })
  })
  return found
}

interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly [key: string]: unknown
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function visit(value: unknown, see: (node: SyntaxNode) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, see)
  } else if (isNode(value)) {
    see(value)
    for (const child of Object.values(value)) visit(child, see)
  }
}

/** The part of `node` that names a module, or undefined when `node` names none. */
function sourceOf(node: SyntaxNode): unknown {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node.source
    case 'ExportNamedDeclaration':
      return node.source ?? undefined
    case 'TSExternalModuleReference':
      return node.expression
    case 'CallExpression':
      return isNode(node.callee) && node.callee.type === 'Identifier' && node.callee.name === 'require'
        ? (node.arguments as unknown[])[0]
        : undefined
    default:
      return undefined
  }
}

function literalText(source: unknown): string | undefined {
  if (!isNode(source)) return undefined
  if (source.type === 'Literal' && typeof source.value === 'string') return source.value
  const quasis = source.type === 'TemplateLiteral' ? (source.quasis as { value: { cooked: string } }[]) : []
  return quasis.length === 1 ? quasis[0]?.value.cooked : undefined
}
