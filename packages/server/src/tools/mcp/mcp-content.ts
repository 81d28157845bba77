import type { CallToolResult } from '@modelcontextprotocol/client'

/** What an MCP tool answered, as text; what is none is named. */
export function textOf({ content, structuredContent }: CallToolResult): string {
  const parts = content.map((part) => {
    switch (part.type) {
      case 'text':
        return part.text
      case 'resource':
        return 'text' in part.resource ? part.resource.text : `[${part.resource.mimeType ?? 'data'}]`
      case 'resource_link':
        return `[${part.name}: ${part.uri}]`
      default:
        return `[${part.type}]`
    }
  })
  if (parts.length === 0 && structuredContent !== undefined) return JSON.stringify(structuredContent)
  return parts.join('\n')
}
