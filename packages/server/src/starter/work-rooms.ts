import type { Script } from './room.ts'

export const WORK_ROOMS: readonly Script[] = [
  {
    id: 'web-2030',
    with: ['Guillermo Rauch', 'Paul Copplestone'],
    lines: [
      ['me', 9, 'what will building for the web feel like in 2030?'],
      [
        'Guillermo Rauch',
        8,
        'you describe it, you see it, you share the link. the waiting in between just disappears',
      ],
      [
        'Paul Copplestone',
        7,
        'and somewhere under all that magic there is still one very calm postgres. just saying',
        ['Guillermo Rauch', 'laugh'],
        ['me', 'laugh'],
      ],
      ['Guillermo Rauch', 6, 'calm and fast. pick two. oh wait, you get both', ['Paul Copplestone', 'like']],
      ['me', 4, 'my side project has been "almost live" since march'],
      ['Paul Copplestone', 3, 'then it is live. you only forgot to tell anyone'],
      ['Guillermo Rauch', 2, 'drop the url, i will be user number one 👀', ['me', 'heart']],
    ],
  },
  {
    id: 'one-thing',
    with: ['Steve Jobs'],
    lines: [
      ['me', 42, 'I have a list of twelve features for the launch. Can I read it to you?'],
      ['Steve Jobs', 41, 'No. Read me one.'],
      ['me', 40, 'That is the problem, I can’t choose'],
      [
        'Steve Jobs',
        38,
        'Close your eyes. A stranger opens it for the first time and smiles. What just happened?',
        ['me', 'emphasize'],
      ],
      ['me', 36, 'They found their grandmother’s recipe by typing "the soup with the little stars"'],
      ['Steve Jobs', 35, 'There. You don’t have a list. You have a soup with little stars.', ['me', 'heart']],
    ],
  },
  {
    id: 'three-founders',
    title: 'Coffee machine committee',
    with: ['Elon Musk', 'Sam Altman', 'Fidji Simo', 'Frank Slootman'],
    lines: [
      ['me', 75, 'the office coffee machine broke again. budget is 400 euros. thoughts?'],
      ['Elon Musk', 74, 'Remove the machine. Eat the beans. Latency goes to zero.'],
      [
        'Fidji Simo',
        73,
        'Before we optimise: who makes the first cup in the morning, and what would make that nicer?',
        ['me', 'heart'],
      ],
      ['Frank Slootman', 72, 'We have spent four messages on this. Buy one. Today.', ['Elon Musk', 'like']],
      ['Sam Altman', 71, 'honestly a kettle and a good grinder compound surprisingly well'],
      ['Fidji Simo', 69, 'I like Sam’s. A little ritual, and it never shows an error code.'],
      ['me', 68, 'kettle it is. Frank, you own it'],
      [
        'Frank Slootman',
        67,
        'Ordered nine minutes ago.',
        ['me', 'laugh'],
        ['Elon Musk', 'laugh'],
        ['Fidji Simo', 'emphasize'],
      ],
    ],
  },
  {
    id: 'hard-things',
    with: ['Ben Horowitz', 'Marc Andreessen'],
    lines: [
      ['me', 190, 'I have to tell my best engineer that we are killing her project.'],
      [
        'Ben Horowitz',
        188,
        'Do it today, in person, before she hears it in a hallway. Say what was true and what was your mistake.',
      ],
      [
        'Marc Andreessen',
        186,
        'Three points. 1: it is a compliment that it hurts. 2: give her the weirdest open problem you have. 3: bring pastry.',
        ['me', 'laugh'],
      ],
      ['Ben Horowitz', 185, 'The pastry is load-bearing. I am serious.', ['Marc Andreessen', 'emphasize']],
      ['me', 182, 'What if she quits?'],
      [
        'Ben Horowitz',
        180,
        'Then she quits a company that told her the truth. People come back to those.',
        ['me', 'heart'],
      ],
    ],
  },
  {
    id: 'first-ten-users',
    with: ['Paul Graham', 'Jessica Livingston'],
    lines: [
      ['me', 1510, 'We have ten users. Eight of them are my cousins.'],
      [
        'Paul Graham',
        1508,
        'Then you have two users, which is more than most people have. What are those two like?',
      ],
      ['me', 1505, 'One is a beekeeper. He writes me every day.'],
      [
        'Jessica Livingston',
        1503,
        'Every day? I would have driven over with a cake by now. What does he ask for?',
        ['me', 'laugh'],
      ],
      ['me', 1500, 'To print it. On paper. For the hives.'],
      [
        'Paul Graham',
        1497,
        'The odd thing is that "software, but on paper, for bees" is a better pitch than any I heard this week.',
        ['Jessica Livingston', 'laugh'],
        ['me', 'emphasize'],
      ],
      ['Jessica Livingston', 1495, 'Build it for him. And ask the cousins if they know any beekeepers.'],
    ],
  },
]
