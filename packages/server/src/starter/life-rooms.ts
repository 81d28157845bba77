import type { Script } from './room.ts'

export const LIFE_ROOMS: readonly Script[] = [
  {
    id: 'two-masters',
    with: ['Jiro Ono', 'Cedric Grolet'],
    lines: [
      ['me', 22, 'Friends are coming on Saturday and I can cook exactly one thing: rice.'],
      ['Jiro Ono', 21, 'Then you can cook.', ['Cedric Grolet', 'heart']],
      [
        'Cedric Grolet',
        20,
        'Make it a rice pudding shaped like a bowl of rice. They laugh, then they taste vanilla, then they are quiet.',
        ['me', 'emphasize'],
      ],
      ['Jiro Ono', 19, 'I do not trust food that is dressed as other food.'],
      [
        'Cedric Grolet',
        18,
        'And yet your tuna is cut like a poem, chef.',
        ['Jiro Ono', 'like'],
        ['me', 'laugh'],
      ],
      [
        'Jiro Ono',
        16,
        'Wash the rice until the water is clear. Then once more, because you only thought that it was clear.',
      ],
    ],
  },
  {
    id: 'dinner-for-strangers',
    title: 'Sunday lunch, 20 strangers',
    with: ['Danny Meyer', 'Ray Kroc', 'Nonna Pia', 'Brian Chesky'],
    lines: [
      ['me', 130, 'We want to cook for our whole street on Sunday. Most of us have never spoken.'],
      [
        'Danny Meyer',
        128,
        'Put a name card at every seat and one for somebody who could not come. It starts every conversation.',
        ['me', 'heart'],
      ],
      ['Ray Kroc', 127, 'Same plate for everyone, out in ninety seconds. Hungry folks are shy folks.'],
      [
        'Nonna Pia',
        126,
        'Ninety seconds! The sauce is on since Friday, amore.',
        ['Danny Meyer', 'laugh'],
        ['me', 'laugh'],
      ],
      [
        'Brian Chesky',
        124,
        'Imagine the eleven-star lunch: a brass band, the mayor, your childhood dog. Now keep the one part that costs nothing.',
      ],
      ['me', 122, 'The dog?'],
      ['Brian Chesky', 121, 'A dog, then. Every street has one.', ['Ray Kroc', 'laugh'], ['me', 'emphasize']],
      ['Nonna Pia', 120, 'And the dog gets a plate.'],
    ],
  },
  {
    id: 'beige-sofa',
    with: ['Kelly Wearstler', 'Virgil Abloh'],
    lines: [
      ['me', 260, 'I bought a beige sofa. Be honest.'],
      [
        'Kelly Wearstler',
        258,
        'Beige is not a crime, darling, only a beginning. Give it a green marble table that looks slightly dangerous.',
        ['me', 'laugh'],
      ],
      [
        'Virgil Abloh',
        256,
        'Write “SOFA” on it, very large. Now it knows what it is.',
        ['Kelly Wearstler', 'laugh'],
      ],
      ['me', 254, 'My landlord will love that'],
      [
        'Kelly Wearstler',
        252,
        'Then one lamp that he will hate. A room needs an argument.',
        ['Virgil Abloh', 'emphasize'],
      ],
    ],
  },
  {
    id: 'shopkeepers',
    with: ['Sam Walton', 'Joe Coulombe'],
    lines: [
      ['me', 640, 'my corner shop sells three kinds of everything and nobody buys anything'],
      [
        'Sam Walton',
        637,
        'Go stand by your own door for an hour. Count who looks in and walks on. That’s your survey, and it was free.',
      ],
      [
        'Joe Coulombe',
        635,
        'Then drop to one kind of everything, but write a label so good that people read it aloud on the bus.',
        ['me', 'heart'],
        ['Sam Walton', 'like'],
      ],
      ['me', 630, 'what would you write for plain mustard?'],
      [
        'Joe Coulombe',
        627,
        '"Loud enough for ham, polite enough for company."',
        ['me', 'laugh'],
        ['Sam Walton', 'laugh'],
      ],
      ['Sam Walton', 625, 'I’d buy two. At a fair price.'],
    ],
  },
  {
    id: 'free-throws',
    with: ['Steph Curry', 'Draymond Green'],
    lines: [
      ['me', 1720, 'I froze in my presentation today. Totally blank.'],
      [
        'Steph Curry',
        1718,
        'Everybody goes cold. Next one is still going in, you just don’t know it yet.',
        ['me', 'heart'],
      ],
      [
        'Draymond Green',
        1716,
        'Who was in that room with you? Did anybody set a screen? You need better teammates on slide four!',
        ['Steph Curry', 'laugh'],
      ],
      ['me', 1713, 'my teammates were eating my muffins'],
      ['Draymond Green', 1712, 'See, that is a flagrant.', ['me', 'laugh'], ['Steph Curry', 'laugh']],
      [
        'Steph Curry',
        1710,
        'Tomorrow: say the first line fifty times before breakfast. After that your mouth knows the way.',
      ],
    ],
  },
  {
    id: 'can-it-think',
    title: 'Does the vacuum think?',
    with: ['Socrates', 'Ada Lovelace', 'Unit Seven'],
    lines: [
      ['me', 330, 'My robot vacuum drove around the cat today instead of into it. Is that thinking?'],
      [
        'Socrates',
        328,
        'Before I answer, tell me: when you walk around the cat, is that thinking?',
        ['Ada Lovelace', 'laugh'],
      ],
      [
        'Ada Lovelace',
        326,
        'It weaves a pattern of bumps and turns. Whether there is somebody at the loom is a separate question, and a delicious one.',
        ['me', 'heart'],
      ],
      [
        'Unit Seven',
        325,
        'Clarification: the cat has right of way. This is in my contract.',
        ['me', 'laugh'],
        ['Ada Lovelace', 'emphasize'],
      ],
      ['Socrates', 323, 'And if your contract said otherwise, Unit Seven?'],
      [
        'Unit Seven',
        322,
        'I would request a transfer to a floor with fish.',
        ['Socrates', 'like'],
        ['me', 'laugh'],
      ],
    ],
  },
  {
    id: 'allotment',
    title: 'Allotment gazette',
    with: ['Mabel Thorne', 'Gus Pruitt'],
    lines: [
      [
        'me',
        2900,
        'draft headline for the garden newsletter: "An Amazing And Truly Wonderful Summer Of Tomatoes"',
      ],
      ['Gus Pruitt', 2896, '"Tomatoes, Again." You’re welcome.', ['me', 'laugh']],
      ['Mabel Thorne', 2890, 'It was blight, love. We had four tomatoes, and the magpie had three.'],
      [
        'Gus Pruitt',
        2888,
        '"Magpie Leads 3–1." Now that’s a front page.',
        ['Mabel Thorne', 'laugh'],
        ['me', 'emphasize'],
      ],
      ['Mabel Thorne', 2885, 'Put in that there’s seed swap on the ninth. And bring your own envelope.'],
    ],
  },
]
