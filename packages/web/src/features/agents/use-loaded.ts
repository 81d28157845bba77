import { useEffect, useState } from 'react'
import { errorSentence } from '../../shared/error-words.ts'

/** What `load` answers, or why it did not; `load` must be the same function in every render. */
export function useLoaded<Value>(load: () => Promise<Value>): { value?: Value; trouble?: string } {
  const [state, setState] = useState<{ value?: Value; trouble?: string }>({})
  useEffect(() => {
    let gone = false
    load().then(
      (value) => !gone && setState({ value }),
      (error: unknown) => !gone && setState({ trouble: errorSentence(error) }),
    )
    return () => {
      gone = true
    }
  }, [load])
  return state
}
