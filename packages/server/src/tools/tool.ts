import type { MemberId, RoomId } from '@parley/protocol'
import type { JSONSchema7 } from 'ai'
import { z } from 'zod'

/** Something that an agent can have done. [M7] */
export type Tool = {
  readonly name: string
  readonly description: string
  /** JSON Schema of an object. */
  readonly parameters: JSONSchema7
  /** Reaches the web: a room can switch it off. */
  readonly web: boolean
  /** Runs only where a person asked for it and people with authority approve. [S5] */
  readonly dangerous: boolean
  /** The MCP server that it belongs to. */
  readonly server?: string
  /** Answers with text for the model. Throws a `ToolError` where the model is to hear why it cannot. */
  run(input: unknown, context: ToolContext): Promise<string>
}

/** On whose behalf a tool acts, and until when. */
export type ToolContext = {
  readonly room: RoomId
  /** The person whose message led to this turn; tools act with their authority. */
  readonly person: MemberId | undefined
  /** Aborted when the turn is cut off or the time of the call is over: all work has to stop. */
  readonly signal: AbortSignal
}

/** What a tool could not do, in words for the model and for people. */
export class ToolError extends Error {
  override readonly name = 'ToolError'
}

/** A tool of our own, whose input is checked by a schema. */
export function ownTool<Schema extends z.ZodObject>(
  about: Pick<Tool, 'name' | 'description'> & Partial<Pick<Tool, 'web'>>,
  schema: Schema,
  run: (input: z.output<Schema>, context: ToolContext) => Promise<string>,
): Tool {
  const { $schema: _, ...parameters } = z.toJSONSchema(schema, { io: 'input' })
  return {
    web: false,
    dangerous: false,
    ...about,
    parameters: parameters as JSONSchema7,
    run: async (input, context) => {
      const parsed = schema.safeParse(input)
      if (parsed.success) return run(parsed.data, context)
      const [issue] = parsed.error.issues
      throw new ToolError(`${issue?.path.join('.') || 'input'}: ${issue?.message ?? 'is not valid'}`)
    },
  }
}
