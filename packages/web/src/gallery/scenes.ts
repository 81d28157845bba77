import type { EventId, MemberId, Seq, TurnId } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { call, given, line, NOW, page, roomOf, say, turnOf } from './build-room.ts'
import { PEOPLE } from './people.ts'

export type Scene = { name: string; heightPx: number; room: RoomState }

const [ME, ADA, JULES, MINA] = PEOPLE.map(({ id }) => id) as [MemberId, MemberId, MemberId, MemberId]
const pair = PEOPLE.slice(0, 2)
const [ROSES, BREAD, SOUP, STOCK] = [
  'https://garden.example.org/roses',
  'https://bakers.example.org/sourdough',
  'https://soup.example.org',
  'https://stock.example.org/',
] as const
const failure = (code: 'provider-timeout' | 'budget-reached', message: string) =>
  ({ code, message, retryable: true }) as const

/** A room for every state of what can stand in one. */
export const SCENES: readonly Scene[] = [
  scene('runs-and-tails', 640, [
    say(ME, 'Morning.'),
    say(ME, 'Did anybody water the plants?'),
    say(ADA, 'Twice.'),
    say(
      ADA,
      'The fern asked for a third time, and I refused, since it had said the same thing yesterday and regretted it.',
    ),
    say(JULES, 'Good.'),
    say(MINA, 'Thank you both!'),
    say(
      ME,
      'A long line of mine, which runs over the edge and has to break somewhere in the middle of the bubble.',
    ),
  ]),
  scene('tapbacks', 470, [
    say(ADA, 'One', given('robin:heart')),
    say(ADA, 'Several of them', given('robin:like', 'jules:laugh', 'mina:laugh')),
    say(ADA, 'From others only', given('jules:question', 'mina:emphasize')),
    say(ME, 'On mine', given('ada:dislike')),
    say(ME, 'Stacked on mine', given('ada:heart', 'jules:like', 'mina:heart')),
  ]),
  scene('typing', 400, [say(ME, 'Who knows?')], {
    typing: [{ member: ADA }, { member: MINA }] as never,
    turns: [turnOf(ADA, 'typing')],
  }),
  scene('streaming', 380, [
    say(ME, 'Tell me a story.'),
    say(JULES, 'Once upon a time there was a kettle that', {
      status: 'streaming',
      turn: `turn-${JULES}` as TurnId,
    }),
  ]),
  scene(
    'delivery',
    430,
    [say(ADA, 'Are you there?'), say(ME, 'Yes, on the train.'), say(ME, 'Edited once', { editedAt: NOW })],
    {
      members: [...pair],
      pending: [
        {
          id: 'p1' as EventId,
          text: 'This one was not delivered.',
          at: NOW,
          state: 'failed',
          error: { code: 'forbidden', message: 'Viewers may not write.', retryable: false },
        },
        { id: 'p2' as EventId, text: 'This one is on its way.', at: NOW, state: 'sending' },
      ],
    },
  ),
  scene('read', 330, [say(ADA, 'Lunch?'), say(ME, 'Soup.')], {
    members: PEOPLE.filter(({ id }) => id !== JULES),
    read: new Map([[MINA, 2 as Seq]]),
    present: new Set([MINA]),
  }),
  scene('system-lines', 470, [
    line({ type: 'member-added', member: { id: JULES, kind: 'agent', name: 'Jules', role: 'member' } }),
    line({ type: 'renamed', title: 'Kitchen table' }),
    line({ type: 'member-removed', member: MINA, name: 'Mina Okafor' }, MINA),
    say(ADA, 'And then there were three.'),
    line({ type: 'stopped', member: ADA, name: 'Ada Lovelace' }),
    say(JULES, 'Two, if you count properly.'),
    line({ type: 'silenced', member: JULES, name: 'Jules' }, 'system'),
  ]),
  scene('failed', 470, [
    say(ME, 'What does it say?'),
    say(ADA, 'The first page says', { status: 'interrupted' }),
    say(JULES, 'The second', { status: 'failed' }),
    line(
      {
        type: 'failed',
        turn: 't1' as TurnId,
        member: ADA,
        failure: failure('provider-timeout', 'Too slow.'),
      },
      'system',
    ),
  ]),
  scene('budget', 330, [
    say(ME, 'One more?'),
    line(
      {
        type: 'failed',
        turn: 't2' as TurnId,
        failure: failure('budget-reached', 'This room has used up its 200,000 tokens of today.'),
      },
      'system',
    ),
  ]),
  scene('formatted', 560, [
    say(ADA, 'A **list**, with *care*:\n\n1. leeks\n2. potatoes, ~~sweet~~ floury\n\n> Stir, then wait.'),
    say(
      JULES,
      '```js\nconst soup = leeks.map(slice)\n// and wait\n```\nSee `soup` and [the book](https://example.org/soup).',
    ),
  ]),
  scene('links', 960, [
    say(ADA, ROSES, {
      previews: [
        page(
          ROSES,
          { title: 'Eleven roses, and how they were counted', siteName: 'The Garden' },
          [1200, 630],
        ),
      ],
    }),
    say(ME, `Worth reading: ${BREAD}`, {
      previews: [
        page(BREAD, {
          title:
            'Sourdough without tears: what to do on the day before, and on the one before that, and then',
        }),
      ],
    }),
    say(JULES, `Both of these: ${SOUP} and ${STOCK}`, {
      previews: [
        page(SOUP, { title: 'Soup' }, [300, 300]),
        page(STOCK, {
          title: 'Stock, and other beginnings of good things to eat',
          siteName: 'Kitchen Letters',
        }),
      ],
      ...given('robin:heart'),
    }),
    say(ME, SOUP, { previews: [page(SOUP, { title: 'Soup', siteName: 'Soup.example.org' }, [120, 120])] }),
  ]),
  scene('ask-bar', 330, [say(ME, 'What makes a good question?')], {
    settings: { replyMode: 'manual', title: 'Manual room' },
    turns: [turnOf(ADA, 'thinking')],
  }),
  scene(
    'tools',
    620,
    [
      say(ME, 'What does the garden page say about roses?'),
      say(ADA, 'Eleven, and how they were counted.', {
        turn: 'turn-before' as TurnId,
        thinking: 'A page is not a garden.',
        calls: [
          call('web_fetch', 'done', { url: ROSES }),
          call('room_search', 'failed', { query: 'roses' }),
          call('garden__water', 'declined', { litres: 12 }),
        ],
      }),
      say(ME, 'Then plant a twelfth, and tell everybody.'),
    ],
    {
      turns: [
        {
          ...turnOf(JULES, 'thinking'),
          calls: [
            call('room_search', 'running', { query: 'twelfth' }),
            call('garden__plant', 'waiting', { what: 'rose', howMany: 1 }),
          ],
        },
      ],
      typing: [{ member: JULES, turn: `turn-${JULES}` as TurnId }],
    },
  ),
  scene('empty', 430, []),
  scene('viewer', 330, [say(ADA, 'Only some may write here.')], {
    members: PEOPLE.map((member) => (member.id === ME ? { ...member, role: 'viewer' as const } : member)),
  }),
]

function scene(
  name: string,
  heightPx: number,
  items: Parameters<typeof roomOf>[1],
  extras?: Parameters<typeof roomOf>[2],
): Scene {
  return { name, heightPx, room: roomOf(name, items, extras) }
}
