import type { RoomEvent, ToolCall } from '@parley/protocol'

/**
 * Folds an event into the calls of its turn; the list keeps its identity where nothing changes. Total: what
 * names an unknown call, or one that has ended, changes nothing. [M7, S5]
 */
export function foldCalls(calls: ToolCall[] | undefined, event: RoomEvent): ToolCall[] | undefined {
  switch (event.type) {
    case 'tool-called': {
      const { call, tool, arguments: given } = event.data
      if (calls?.some((known) => known.call === call) === true) return calls
      return [...(calls ?? []), { call, tool, arguments: given, at: event.at, status: 'running' }]
    }
    case 'tool-finished': {
      const { call, status, result, durationMs } = event.data
      return change(calls, call, (known) => ({ ...known, status, result, durationMs }))
    }
    case 'approval-requested': {
      const { call, needed, expiresAt } = event.data
      return change(calls, call, (known) => ({
        ...known,
        status: 'waiting',
        approval: { needed, expiresAt, given: [] },
      }))
    }
    case 'approval-given': {
      const { call, decision } = event.data
      return change(calls, call, (known) => {
        const { approval } = known
        const before = approval?.given.find(({ by }) => by === event.by)?.decision
        if (approval === undefined || before === 'decline' || before === decision) return known
        const others = approval.given.filter(({ by }) => by !== event.by)
        const given = [...others, { by: event.by, decision }]
        const isApproved = given.filter((one) => one.decision === 'approve').length >= approval.needed
        return { ...known, status: isApproved ? 'running' : known.status, approval: { ...approval, given } }
      })
    }
    default:
      return calls
  }
}

/** What was still under way when the words ended was cut off with them. */
export function endCalls(calls: ToolCall[] | undefined): ToolCall[] | undefined {
  return calls?.map((call) => (isOpen(call) ? { ...call, status: 'stopped' } : call))
}

/** Whether it still runs, or waits to. */
export function isOpen({ status }: ToolCall): boolean {
  return status === 'running' || status === 'waiting'
}

function change(
  calls: ToolCall[] | undefined,
  id: string,
  apply: (call: ToolCall) => ToolCall,
): ToolCall[] | undefined {
  const index = calls?.findIndex(({ call }) => call === id) ?? -1
  const call = calls?.[index]
  if (calls === undefined || call === undefined || !isOpen(call)) return calls
  const next = apply(call)
  return next === call ? calls : calls.with(index, next)
}
