import { useState } from 'react'
import type { CommandInput, RoomId } from '@parley/protocol'
import { useParley } from '@parley/react'
import { errorSentence } from './error-words.ts'

/** Sends commands to a room: whether one is under way, and a plain sentence about the last one that failed. */
export function useCommand(room: RoomId) {
  const client = useParley()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  /** Answers whether it worked. */
  const run = async (command: CommandInput): Promise<boolean> => {
    setBusy(true)
    setTrouble(undefined)
    try {
      await client.command(room, command)
      return true
    } catch (error) {
      setTrouble(errorSentence(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { run, busy, trouble }
}
