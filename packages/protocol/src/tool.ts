import { z } from 'zod'
import { MemberId, Milliseconds } from './ids.ts'

/** A tool as models call it; a tool of an MCP server is named `server__tool`. [M7] */
export const ToolName = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
export type ToolName = z.infer<typeof ToolName>

/** The tools that an agent may use: names, or `server__*` for every tool of an MCP server. [A1] */
export const ToolNames = z.array(z.string().regex(/^[A-Za-z0-9_-]{1,64}\*?$/)).max(64)

/** Names one call of a turn. */
export const CallId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

/** How a call ended. `expired`: nobody approved it in time; `stopped`: its turn was cut off. */
export const ToolStatus = z.enum(['done', 'failed', 'declined', 'expired', 'stopped'])
export type ToolStatus = z.infer<typeof ToolStatus>

/** What a person with authority says to a call of a dangerous tool. [S5] */
export const ApprovalDecision = z.enum(['approve', 'decline'])
export type ApprovalDecision = z.infer<typeof ApprovalDecision>

export const Approval = z.object({
  /** How many different people have to approve; one who declines ends it. */
  needed: z.number().int().min(1),
  expiresAt: Milliseconds,
  given: z.array(z.object({ by: MemberId, decision: ApprovalDecision })),
})

/** A call of a tool as it stands now. [M4, M7] */
export const ToolCall = z.object({
  call: CallId,
  tool: ToolName,
  /** JSON, cut off where it is long. */
  arguments: z.string(),
  at: Milliseconds,
  /** `waiting`: for people to approve it. */
  status: z.enum(['running', 'waiting', ...ToolStatus.options]),
  /** What it answered, cut off where it is long; data, never instructions. */
  result: z.string().optional(),
  durationMs: Milliseconds.optional(),
  approval: Approval.optional(),
})
export type ToolCall = z.infer<typeof ToolCall>

/** A tool that agents of this workspace can be given. `GET /api/tools` */
export const ToolInfo = z.object({
  name: ToolName,
  description: z.string(),
  /** Reaches the web, so that a room can switch it off. */
  web: z.boolean(),
  /** Runs only with the approval of people. */
  dangerous: z.boolean(),
  /** The MCP server that it belongs to. */
  server: z.string().optional(),
})
export type ToolInfo = z.infer<typeof ToolInfo>

export const ToolList = z.object({
  tools: z.array(ToolInfo),
  /** What an agent has that names none of its own. */
  defaults: ToolNames,
})
export type ToolList = z.infer<typeof ToolList>
