import { expect, test } from 'vitest'
import { parseFrames } from './parse-frames.ts'

const pong = { type: 'pong', ref: '1' }

test('takes one frame or an array of frames', () => {
  expect(parseFrames(JSON.stringify(pong))).toEqual([pong])
  expect(parseFrames(JSON.stringify([pong, { type: 'joined', room: 'r' }]))).toHaveLength(2)
  expect(parseFrames('[]')).toEqual([])
})

test('leaves out frames of a type that it does not know', () => {
  const frames = [{ type: 'signal', anything: 1 }, pong, { type: 'toString' }]
  expect(parseFrames(JSON.stringify(frames))).toEqual([pong])
})

test.each([
  ['bytes', new Uint8Array(2)],
  ['no JSON', '{'],
  ['no object', '7'],
  ['null', 'null'],
  ['no type', '{"room":"r"}'],
  ['events without a range', '{"type":"events","room":"r","events":[]}'],
  ['an event without a seq', '{"type":"events","room":"r","after":1,"to":2,"events":[{"type":"x"}]}'],
  ['an ack without a seq', '{"type":"ack","id":"a","room":"r"}'],
  ['an error without a code', '{"type":"error","error":{"message":"x"}}'],
  ['a snapshot without a head', '{"type":"attached","ref":"1","room":"r","after":1,"snapshot":{}}'],
  ['a malformed frame among good ones', '[{"type":"pong","ref":"1"},{"type":"joined"}]'],
])('%s is malformed', (_, data) => {
  expect(parseFrames(data)).toBeUndefined()
})
