import { useEffect, useState } from 'react'
import type { SearchResults } from '@parley/protocol'
import { useParley } from '@parley/react'

/** How long typing must rest before the server is asked. */
const REST_MS = 120

const NOTHING: SearchResults = { rooms: [], messages: [] }

/** What the server finds for a query while it is typed; the last results stay until the next ones come. [R8] */
export function useSearch(query: string): { results: SearchResults; settled: boolean } {
  const client = useParley()
  const wanted = query.trim()
  const [found, setFound] = useState({ query: '', results: NOTHING })
  useEffect(() => {
    if (wanted === '') return undefined
    let current = true
    const timer = setTimeout(() => {
      client.search(query).then(
        (results) => current && setFound({ query: wanted, results }),
        // Without a server the rooms that are here are searched all the same.
        () => current && setFound({ query: wanted, results: NOTHING }),
      )
    }, REST_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [client, query, wanted])
  if (wanted === '') return { results: NOTHING, settled: true }
  return { results: found.results, settled: found.query === wanted }
}
