import { useRef } from 'react'
import type { RoomId } from '@parley/protocol'
import { useSearch } from 'wouter/use-browser-location'
import { detailsPath, go, roomPath } from '../shared/navigation.ts'

/** The details are part of the address, so that "back" closes them. [W6] */
export function useDetails(id: RoomId) {
  const details = new URLSearchParams(useSearch()).get('details')
  const openedHere = useRef(false)
  return {
    opened: details === 'true',
    open: () => {
      openedHere.current = true
      go(detailsPath(id))
    },
    close: () => {
      if (openedHere.current) history.back()
      else go(roomPath(id), { replace: true })
      openedHere.current = false
    },
    leave: () => go('/', { replace: true }),
  }
}
