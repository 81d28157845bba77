import { useRef } from 'react'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import type { RoomId } from '@parley/protocol'

/** The details are part of the address, so that "back" closes them. [W6] */
export function useDetails(id: RoomId) {
  const navigate = useNavigate()
  const router = useRouter()
  const { details } = useSearch({ strict: false })
  const openedHere = useRef(false)
  const here = { to: '/r/$roomId', params: { roomId: id } } as const
  return {
    opened: details === true,
    open: () => {
      openedHere.current = true
      void navigate({ ...here, search: { details: true } })
    },
    close: () => {
      if (openedHere.current) router.history.back()
      else void navigate({ ...here, search: {}, replace: true })
      openedHere.current = false
    },
    leave: () => void navigate({ to: '/', replace: true }),
  }
}
