import { useEffect, useRef } from 'react'
import type { RoomId } from '@parley/protocol'
import { useMe, useParley, useRooms } from '@parley/react'
import { roomTitle } from '@parley/room'
import { callsForAttention } from '../../shared/arrange-rooms.ts'
import { deviceSettings } from '../../shared/device-settings.ts'
import { go, roomPath } from '../../shared/navigation.ts'
import { plainWords } from '../../shared/plain-words.ts'
import { markApp, markFavicon } from './favicon.ts'
import { newsOf } from './news.ts'
import type { News } from './news.ts'
import { play } from './sounds.ts'

type AlertsProps = { current: RoomId | undefined }

/** Tells of what is new: by sounds, by notifications while the page is not looked at, by a dot on its icon. [W1] */
export function Alerts({ current }: AlertsProps) {
  const client = useParley()
  const me = useMe()?.id
  const unread = useRooms().filter(callsForAttention).length
  const looked = useRef(current)
  useEffect(() => {
    looked.current = current
  }, [current])
  useEffect(() => {
    markFavicon(unread > 0)
    markApp(unread)
  }, [unread])
  useEffect(() => {
    if (me === undefined) return undefined
    const open = (room: RoomId) => go(roomPath(room))
    let before = new Map(client.rooms.map((room) => [room.id, room]))
    return client.subscribe(() => {
      const { rooms } = client
      for (const room of rooms) {
        const known = before.get(room.id)
        if (known === undefined || known === room) continue
        for (const news of newsOf(known, room, me)) {
          const isQuiet = room.preferences.muted === true || room.preferences.archived === true
          tell(news, { isQuiet, isOpen: looked.current === room.id })
          if (!isQuiet) notify(news, roomTitle(room.view.head, me), authorOf(room.view.head, news), open)
        }
      }
      before = new Map(rooms.map((room) => [room.id, room]))
    })
  }, [client, me])
  return null
}

function tell(news: News, { isQuiet, isOpen }: { isQuiet: boolean; isOpen: boolean }): void {
  if (!deviceSettings().sounds) return
  if (news.kind === 'sent') play('sent')
  else if (isOpen && !document.hidden) play(news.kind === 'message' ? 'received' : 'reaction')
  else if (!isQuiet && news.kind === 'message') play('unread')
}

function notify(news: News, title: string, author: string, open: (room: RoomId) => void): void {
  if (news.kind !== 'message' || !document.hidden || !deviceSettings().notifications) return
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  const text = plainWords(news.message.text, 160)
  const body = author === title ? text : `${author}: ${text}`
  try {
    const shown = new Notification(title, { body, tag: news.room, icon: '/icon-512.png' })
    shown.addEventListener('click', () => {
      window.focus()
      open(news.room)
      shown.close()
    })
  } catch {
    // Some phones show none without a push service: there the number on the icon has to do.
  }
}

function authorOf(head: { members: readonly { id: string; name: string }[] }, news: News): string {
  const by = news.kind === 'message' ? news.message.by : undefined
  return head.members.find(({ id }) => id === by)?.name ?? 'Someone'
}
