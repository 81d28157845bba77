// The examples of README.md: compiled with everything else, so that they stay true.
import { connect, ParleyError } from '@parley/client'
import type { RoomId } from '@parley/client'

export function connecting() {
  // #region connect
  const client = connect({ url: 'https://parley.example', token: process.env.PARLEY_TOKEN ?? '' })
  const stop = client.subscribe(() => {
    console.log(
      client.status,
      client.rooms.map((room) => room.view.head.settings.title),
    )
  })
  // #endregion connect
  return { client, stop }
}

export async function talking(id: RoomId) {
  const { client } = connecting()
  // #region room
  const room = client.attach(id)
  const { view } = await room.ready()
  console.log(view.timeline.length, 'of the latest messages and lines')

  // Shows at once as pending, survives a reload, is sent when there is a connection.
  room.post('Hello!')
  // Waits until it is durable.
  const message = await room.say('Anybody for tea?')
  await room.react(message, 'heart')
  // #endregion room
}

export async function listening(id: RoomId) {
  const room = connecting().client.attach(id)
  // #region listen
  let last = 0
  for await (const message of room.messages()) {
    last = message.seq
    if (message.text.includes('tea')) await room.say('Yes please.', { replyTo: message.id })
  }
  // #endregion listen
  return last
}

export async function streaming(id: RoomId, tokens: AsyncIterable<string>) {
  const room = connecting().client.attach(id)
  // #region stream
  // Any source of text will do, such as the text stream of a model.
  await room.say(tokens)

  // The same by hand.
  const message = room.startMessage()
  for await (const token of tokens) void message.append(token)
  await message.finish()
  // #endregion stream
}

export async function paging(id: RoomId) {
  const room = connecting().client.attach(id)
  // #region history
  // Backward through what was said …
  let { items, more } = await room.readTimeline({ limit: 100 })
  while (more) ({ items, more } = await room.readTimeline({ before: items[0]?.seq, limit: 100 }))

  // … or forward through the log, from its first event.
  let page = await room.readEvents({ limit: 500 })
  while (page.to < page.head) page = await room.readEvents({ after: page.to, limit: 500 })
  // #endregion history
  return page
}

export async function failing(id: RoomId) {
  const room = connecting().client.attach(id)
  // #region errors
  try {
    await room.say('x'.repeat(20_000))
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    if (error.code === 'too-large') console.log('Say it in fewer words.')
    else if (error.retryable) console.log('Try again later.')
  }
  // #endregion errors
}
