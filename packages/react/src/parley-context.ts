import { createContext, useContext } from 'react'
import type { ParleyClient } from '@parley/client'

export const ParleyContext = createContext<ParleyClient | undefined>(undefined)

/** The client of the `ParleyProvider` around; throws where there is none. */
export function useParley(): ParleyClient {
  const client = useContext(ParleyContext)
  if (client === undefined) throw new Error('useParley needs a ParleyProvider around it')
  return client
}
