/** Larger answers of an MCP server are cut off, and are an error then. */
export const MAX_ANSWER_BYTES = 4 * 1024 * 1024

/**
 * `fetch`, whose answers end with an error once they are too large. `onLost` is called when the server cannot
 * be reached, and when a stream that was to bring the answer to a request breaks off: nobody else would say so.
 */
export function boundedFetch(
  onLost: () => void,
): (input: string | URL, init?: RequestInit) => Promise<Response> {
  return async (input, init) => {
    const ended = () => {
      if (init?.signal?.aborted !== true) onLost()
    }
    const response = await fetch(input, init).catch((error: unknown) => {
      ended()
      throw error
    })
    if (response.body === null) return response
    const { readable, writable } = bounded()
    const isAnswer =
      init?.method === 'POST' && /event-stream/.test(response.headers.get('content-type') ?? '')
    response.body.pipeTo(writable).catch(() => {
      if (isAnswer) ended()
    })
    const { status, statusText, headers } = response
    return new Response(readable, { status, statusText, headers })
  }
}

function bounded(): TransformStream<Uint8Array, Uint8Array> {
  let size = 0
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.byteLength
      if (size > MAX_ANSWER_BYTES) controller.error(new Error('the answer is too large'))
      else controller.enqueue(chunk)
    },
  })
}
