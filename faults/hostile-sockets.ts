import { LIMITS } from '@parley/protocol'
import type { Random } from '../simulation/random.ts'
import { clientFrame } from './frames.ts'
import { sized } from './hostile-frames.ts'

/** One hostile connection: what it sends first, what after the handshake, and how long it stays. */
export type Attack = {
  name: string
  handshake: Buffer
  /** Sent once the server has upgraded. */
  upgraded: Buffer
  /** Frames in it. */
  frames: number
  /** How long to wait for the server to end it; after that it is left. */
  patienceMs: number
  /** Codes with which the server may close it; absent: it need not close. */
  codes?: readonly number[]
}

const PING = Buffer.from('{"type":"ping","ref":"a"}')
const PROTOCOL_ERROR = 1002

type Kind = { name: string; make: (random: Random) => Buffer; codes?: readonly number[]; frames?: number }

/** What breaks the WebSocket protocol, and what only strains it. */
const FRAMINGS: readonly Kind[] = [
  {
    name: 'reserved opcode',
    make: (random) => clientFrame({ payload: PING, opcode: random.pick([3, 4, 5, 6, 7, 11, 12, 15]) }),
    codes: [PROTOCOL_ERROR],
  },
  { name: 'unmasked', make: () => clientFrame({ payload: PING, isMasked: false }), codes: [PROTOCOL_ERROR] },
  {
    name: 'reserved bits',
    make: (random) => clientFrame({ payload: PING, reserved: random.pick([1, 2, 3]) }),
    codes: [PROTOCOL_ERROR],
  },
  {
    name: 'compressed bit',
    make: () => clientFrame({ payload: PING, reserved: 4 }),
    codes: [PROTOCOL_ERROR],
  },
  {
    name: 'giant length',
    make: (random) =>
      clientFrame({ payload: PING, claimedLength: random.pick([2n ** 63n - 1n, 2n ** 53n + 1n, 2n ** 40n]) }),
    codes: [1009, PROTOCOL_ERROR],
  },
  {
    name: 'just over the limit',
    make: () => clientFrame({ payload: Buffer.from(sized(LIMITS.maxFrameBytes + 1)) }),
    codes: [1009],
  },
  {
    name: 'over the limit in fragments',
    make: () =>
      Buffer.concat([
        clientFrame({ payload: Buffer.alloc(LIMITS.maxFrameBytes, 0x20), isFinal: false }),
        clientFrame({ payload: PING, opcode: 0 }),
      ]),
    codes: [1009],
    frames: 2,
  },
  {
    name: 'bad UTF-8',
    make: (random) =>
      clientFrame({
        payload: Buffer.from(
          random.pick(['c328', 'ed a080', 'ff', 'f8888080'].map((hex) => hex.replaceAll(' ', ''))),
          'hex',
        ),
      }),
    codes: [1007],
  },
  {
    name: 'continuation of nothing',
    make: () => clientFrame({ payload: PING, opcode: 0 }),
    codes: [PROTOCOL_ERROR],
  },
  {
    name: 'message within a message',
    make: () =>
      Buffer.concat([clientFrame({ payload: PING, isFinal: false }), clientFrame({ payload: PING })]),
    codes: [PROTOCOL_ERROR],
    frames: 2,
  },
  {
    name: 'fragmented ping',
    make: () => clientFrame({ payload: PING, opcode: 9, isFinal: false }),
    codes: [PROTOCOL_ERROR],
  },
  {
    name: 'long ping',
    make: () => clientFrame({ payload: Buffer.alloc(126), opcode: 9 }),
    codes: [PROTOCOL_ERROR],
  },
  {
    name: 'bad close',
    make: (random) =>
      clientFrame({ payload: Buffer.from(random.pick(['03', '03ed', '0000', 'ffff']), 'hex'), opcode: 8 }),
    codes: [PROTOCOL_ERROR],
  },
  { name: 'unfinished fragment', make: () => clientFrame({ payload: PING, isFinal: false }) },
  { name: 'half a header', make: () => clientFrame({ payload: PING }).subarray(0, 1) },
  { name: 'half a frame', make: () => clientFrame({ payload: Buffer.alloc(5_000) }).subarray(0, 900) },
  {
    name: 'empty fragments',
    make: () =>
      Buffer.concat([
        clientFrame({ payload: PING, isFinal: false }),
        ...Array.from({ length: 200 }, () =>
          clientFrame({ payload: Buffer.alloc(0), opcode: 0, isFinal: false }),
        ),
      ]),
    frames: 201,
  },
  {
    name: 'ping flood',
    make: () =>
      Buffer.concat(
        Array.from({ length: 300 }, () => clientFrame({ payload: Buffer.alloc(125), opcode: 9 })),
      ),
    frames: 300,
  },
  { name: 'pong nobody asked for', make: () => clientFrame({ payload: PING, opcode: 10 }) },
  {
    name: 'overlong length',
    make: () => clientFrame({ payload: PING, lengthBytes: 8 }),
  },
]

const line = (text: string) => Buffer.from(text, 'latin1')

/** A request that is upgraded, or one of those that must not be. */
export function drawAttack(random: Random, token: string): Attack {
  if (random.chance(0.25)) return badHandshake(random, token)
  const { name, make, codes, frames = 1 } = random.pick(FRAMINGS)
  return {
    name,
    handshake: upgrade({ token }),
    upgraded: make(random),
    frames,
    patienceMs: codes === undefined ? 20 : 3_000,
    ...(codes === undefined ? {} : { codes }),
  }
}

/** Every framing once, so that none is missed by chance. */
export function allFramings(random: Random, token: string): Attack[] {
  return FRAMINGS.map(({ name, make, codes, frames = 1 }) => ({
    name,
    handshake: upgrade({ token }),
    upgraded: make(random),
    frames,
    patienceMs: codes === undefined ? 20 : 5_000,
    ...(codes === undefined ? {} : { codes }),
  }))
}

type Upgrade = {
  token: string
  path?: string
  protocols?: string
  version?: string
  key?: string
  more?: string
}

export function upgrade({
  token,
  path = '/channel',
  protocols,
  version = '13',
  key,
  more = '',
}: Upgrade): Buffer {
  const offered = protocols ?? `parley.v1, parley.token.${token}`
  return line(
    [
      `GET ${path} HTTP/1.1`,
      'Host: localhost',
      'Connection: Upgrade',
      'Upgrade: websocket',
      `Sec-WebSocket-Version: ${version}`,
      `Sec-WebSocket-Key: ${key ?? 'dGhlIHNhbXBsZSBub25jZQ=='}`,
      `Sec-WebSocket-Protocol: ${offered}`,
      `${more}\r\n`,
    ].join('\r\n') + (more === '' ? '' : '\r\n'),
  )
}

function badHandshake(random: Random, token: string): Attack {
  const [name, handshake, codes] = random.pick<[string, Buffer, number[]?]>([
    ['wrong path', upgrade({ token, path: '/channel/../x' })],
    ['path of nonsense', upgrade({ token, path: '//channel?%00' })],
    ['other version of the protocol', upgrade({ token, protocols: 'parley.v0' }), [4400]],
    ['no token', upgrade({ token, protocols: 'parley.v1' }), [4401]],
    ['wrong token', upgrade({ token: 'x'.repeat(43) }), [4401]],
    ['protocols of nonsense', upgrade({ token, protocols: ',,;=\u00ff' })],
    ['version 7', upgrade({ token, version: '7' })],
    ['short key', upgrade({ token, key: 'x' })],
    ['huge header', upgrade({ token, more: `X-Big: ${'x'.repeat(20_000)}` })],
    [
      'many headers',
      upgrade({ token, more: Array.from({ length: 2_500 }, (_, n) => `X-${n}: 1`).join('\r\n') }),
    ],
    ['folded header', upgrade({ token, more: 'X-A: 1\r\n folded' })],
    ['no HTTP', line('\u0016\u0003\u0001 hello\r\n\r\n')],
    ['half a request', upgrade({ token }).subarray(0, 60)],
    [
      'two lengths',
      line('POST /channel HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'),
    ],
  ])
  return {
    name,
    handshake,
    upgraded: Buffer.alloc(0),
    frames: 1,
    patienceMs: codes ? 3_000 : 30,
    ...(codes ? { codes } : {}),
  }
}
