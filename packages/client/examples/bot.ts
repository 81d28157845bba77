// A bot in a room: `PARLEY_URL=… PARLEY_TOKEN=… node bot.ts <room>`, with a token of the agent that it speaks for.
import { connect } from '@parley/client'

const { PARLEY_URL: url = 'http://localhost:4400', PARLEY_TOKEN: token = '' } = process.env
const client = connect({ url, token })
const room = client.attach(process.argv[2] ?? '')

async function* shout(text: string) {
  for (const word of text.split(' ')) yield `${word.toUpperCase()} `
}

for await (const message of room.messages()) {
  await room.say(shout(message.text), { replyTo: message.id })
}
