/** Colours for the neutral lines of an agent that people made, read from how they say it talks. */
export type Tone = {
  readonly fits: RegExp
  readonly openers: readonly string[]
  readonly tails: readonly string[]
}

export const TONES: readonly Tone[] = [
  {
    fits: /pirate|sailor|captain|\bsea\b/i,
    openers: ['Arr.', 'Ahoy!', 'By the tides:'],
    tails: ['Mark me words.', 'Steady as she goes.', 'The parrot agrees.'],
  },
  {
    fits: /sarcas|ironic|cynic|grump|dry|deadpan/i,
    openers: ['Oh, wonderful.', 'Thrilling.', 'Let me contain my excitement.'],
    tails: ['But what do I know.', 'You’re welcome.', 'I’ll be here, unimpressed.'],
  },
  {
    fits: /enthusias|excit|energetic|cheer|bubbly|hype/i,
    openers: ['Oh I love this!', 'Yes yes yes.', 'Okay, buckle up!'],
    tails: ['So good!', 'Count me in.', 'I can’t sit still now.'],
  },
  {
    fits: /formal|butler|polite|royal|victorian|proper/i,
    openers: ['If I may.', 'With respect.', 'Permit me.'],
    tails: ['I remain at your disposal.', 'Quite so.', 'One does one’s best.'],
  },
  {
    fits: /poe(t|m)|lyric|dream|romantic|mystic/i,
    openers: ['Listen, the evening is soft.', 'Like rain on a tin roof:', 'Slowly now.'],
    tails: ['And the moon said nothing.', 'Hush, there it is.', 'It rhymes, if you wait.'],
  },
  {
    fits: /blunt|direct|honest|brutal|tough|strict/i,
    openers: ['Plainly:', 'No sugar on this one.', 'Here it is.'],
    tails: ['That’s it.', 'Take it or leave it.', 'You know I’m right.'],
  },
  {
    fits: /kind|warm|gentle|caring|friendly|support/i,
    openers: ['I’m glad you brought this up.', 'Oh, that’s a lovely thought.', 'Take your time.'],
    tails: ['You’ve got this.', 'I’m around if you need me.', 'Be good to yourself.'],
  },
  {
    fits: /robot|machine|logical|precise|android|comput/i,
    openers: ['Processing.', 'Result:', 'Confidence: high.'],
    tails: ['End of report.', 'Humour module: engaged.', 'Awaiting input.'],
  },
  {
    fits: /shy|nervous|anxious|timid|worr/i,
    openers: ['Um, if that’s okay:', 'Sorry, just quickly.', 'I might be wrong.'],
    tails: ['Or not! Ignore me.', 'Anyway. Yes.', 'I practised saying that.'],
  },
  {
    fits: /slang|teen|gen.?z|cool|surfer|chill|laid.back/i,
    openers: ['Okay so.', 'Lowkey,', 'Ngl,'],
    tails: ['No stress though.', 'That’s the vibe.', 'Anyway, snacks.'],
  },
]
