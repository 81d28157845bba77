import { useCallback, useEffect, useState } from 'react'
import { errorSentence } from './error-words.ts'

/**
 * What `fetch` answers, fetched when this is mounted, whenever `key` changes, and by `renew`. `run` does something
 * and then renews. `fetch` must be the same function in every render that wants the same.
 */
export function useFetched<Value>(fetch: () => Promise<Value>, key?: string) {
  const [value, setValue] = useState<Value>()
  const [trouble, setTrouble] = useState<string>()
  const renew = useCallback(
    () => fetch().then(setValue, (error: unknown) => setTrouble(errorSentence(error))),
    [fetch],
  )
  useEffect(() => {
    void renew()
  }, [renew, key])
  const run = async <Answer>(work: () => Promise<Answer>): Promise<Answer | undefined> => {
    setTrouble(undefined)
    try {
      const answer = await work()
      await renew()
      return answer
    } catch (error) {
      setTrouble(errorSentence(error))
      return undefined
    }
  }
  return { value, trouble, run }
}
