import { expect, test } from 'vitest'
import { Command } from './command.ts'
import { Name } from './member.ts'
import { RoomSettings } from './room.ts'

const INVISIBLE = ['', '  ', '\u200b\u200b', '\u2060 \ufe0f', '\u3164']

test.for(INVISIBLE)('[M5] %j is no name: nobody would see who speaks', (name) => {
  expect(Name.safeParse(name).success).toBe(false)
})

test.for(INVISIBLE)('[R5] %j as a title is none: the room is called by its members', (title) => {
  const command = Command.parse({ type: 'create-room', title, members: [] })
  expect(command).toMatchObject({ title: '' })
  expect(RoomSettings.shape.title.parse(title)).toBe('')
})

test('[M5 R5] what is seen stays as it is, also where something invisible joins it', () => {
  for (const words of ['Ada', '👩‍👩‍👧', 'नमस्ते', 'می‌خواهم']) {
    expect(Name.parse(words)).toBe(words)
    expect(RoomSettings.shape.title.parse(words)).toBe(words)
  }
})
