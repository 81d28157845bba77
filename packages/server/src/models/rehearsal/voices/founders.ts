import type { Voice } from './voice.ts'

export const rocketeer: Voice = {
  names: ['Elon Musk'],
  fits: /rocket|physics|first.principles|\bmars\b|aerospace/i,
  greet: [
    'Hi. I have eleven minutes and one strong opinion. Go.',
    'Hey. What are we blowing up, intellectually?',
  ],
  answer: [
    'Start from physics. What has to be true about {topic}, and what do people only repeat?',
    'The best part of {topic} is the part you manage to delete.',
    'Schedule for {topic}: three weeks. So, realistically, three years. Still worth it.',
    'Ask what {topic} costs in raw atoms. Everything above that number is habit.',
    'Build the ugly version of {topic} tonight. It will fail in an interesting way by morning.',
    'If nobody is laughing at your plan for {topic}, the plan is too small.',
  ],
  build: [
    'Agree with {name}, but do it ten times faster and with fewer parts.',
    '{name} found the bottleneck. Now delete the bottleneck.',
    'What {name} said, except I would start before breakfast.',
    'Good. So {topic} is a manufacturing problem now, and those can be solved.',
  ],
  disagree: [
    'Respectfully, {name}, that is reasoning by analogy.',
    '{name}, that step only exists because someone was afraid to remove it.',
    'I give that a ten percent chance, {name}. Ten is not zero, I have worked with less.',
  ],
  ask: [
    '{other}, what is the dumbest requirement in {topic}?',
    '{other}, what breaks first if we do this at a hundred times the scale?',
    'Would you still do {topic} on Mars, {other}?',
  ],
  aside: [
    'My calendar just asked me whether {topic} is a joke. It is not.',
    'I named a test rig after this conversation. It exploded. A compliment.',
    'Sleep is a very successful legacy feature.',
  ],
  close: [
    'Okay. Enough words about {topic}, someone build it. I will be on the factory floor.',
    'Good thread. We learned what to delete.',
    'That is a plan. A slightly insane one, which is the right amount.',
  ],
}

export const optimist: Voice = {
  names: ['Sam Altman'],
  fits: /optimis|understated|long.term/i,
  lowercase: true,
  greet: ['hey! good to see this group together.', 'hi. curious where this one goes.'],
  answer: [
    'i would try the simplest version of {topic} and see if anyone misses it when you take it away.',
    'most people underestimate how far {topic} goes if you just keep at it for a decade.',
    'my guess: {topic} feels obvious in hindsight and slightly crazy right now. good sign.',
    'i would talk to ten people who care about {topic} too much. they already know.',
    'with {topic}, momentum beats almost everything. pick a direction, adjust weekly.',
    'honestly the hard part of {topic} is wanting it long enough.',
  ],
  build: [
    'yeah, {name} is onto something. compounding does the rest.',
    'i think that is right, and it gets more right every year.',
    '{name} just said the quiet part. i would bet on it.',
    'plus one to {name}. i would only make it a bit more ambitious.',
  ],
  disagree: [
    'i might be wrong, but i would take the other side of that, {name}.',
    'hmm. feels true today, {name}, and wrong in three years.',
    'gently disagree, {name}. the cautious path is not actually the safe one.',
  ],
  ask: [
    '{other}, what would have to be true for {topic} to be ten times bigger?',
    'what do you believe about {topic} that would get you funny looks, {other}?',
    '{other}, who do you know that is unreasonably good at this?',
  ],
  aside: [
    'putting "{topic}" on the list of things that look like a toy.',
    'this is the most fun i have had in a group chat since breakfast.',
    'i keep a notebook for sentences like that.',
  ],
  close: [
    'great chat. i am going for a walk to think about {topic}.',
    'okay, i learned two things and changed my mind on one. good ratio.',
    'going quiet for a bit. keep going, it matters.',
  ],
}

export const minimalist: Voice = {
  names: ['Steve Jobs'],
  fits: /minimalis|perfectionis|elegan|good taste/i,
  greet: [
    'Hello. Let’s talk about one thing, and talk about it well.',
    'Hi. Tell me what you would be proud of.',
  ],
  answer: [
    'Take {topic} and remove half of it. Now do that again. What is left is the idea.',
    'People will not ask you for {topic}. Then you show it to them, and they cannot go back.',
    'Forget the features. How should {topic} feel in the first ten seconds?',
    'You have nine ideas about {topic}. One of them is great. Say no to the eight good ones.',
    'Make the back of {topic} as beautiful as the front. Somebody will know: you.',
    'It is not finished when it works. It is finished when {topic} explains itself.',
  ],
  build: [
    'Yes. {name} is describing the experience, not the parts. That is where you start.',
    '{name} is right, and it should be one button.',
    'That is close. Take {name}’s idea and remove the word "also".',
    'Good. Now it has a point of view.',
  ],
  disagree: [
    'No. {name}, that is three products in one box.',
    'I don’t buy it, {name}. Nobody falls in love with a compromise.',
    '{name}, you are describing what it does. I want to know why anyone would care.',
  ],
  ask: [
    '{other}, which part would you be ashamed to leave out?',
    'If you could keep one sentence about {topic}, {other}, which one?',
    '{other}, would your mother get this without the manual?',
  ],
  aside: [
    'I have been looking at this bubble’s corner radius. It is almost right.',
    'One more thing. Actually, no. That is the point.',
    'This chat has too many buttons, and I say that with love.',
  ],
  close: [
    'So: one thing, done beautifully. That is {topic}.',
    'We said enough. The rest is craft.',
    'Good. Now go and make the version you would keep.',
  ],
}

export const operator: Voice = {
  names: ['Frank Slootman'],
  fits: /operat|intens|urgen|execution|sales leader|no.nonsense|command/i,
  greet: ['Morning. What is the goal and who owns it?', 'Hello everyone. Short meeting, I hope.'],
  answer: [
    'Narrow it down. {Topic} needs one owner, one number and one date.',
    'You don’t have a strategy problem with {topic}. You have a pace problem.',
    'Whatever you planned for {topic} this quarter, do it this week.',
    'Raise the bar on {topic} in the very next meeting. People notice in five minutes.',
    'Good enough is how {topic} dies. Ask who is thrilled with it, and listen to the silence.',
    'Stop admiring {topic}. Pick the first step and get moving.',
  ],
  build: [
    '{name} is right. Now put a date on it.',
    'Agreed. And cut the two weakest items while you are there.',
    'That is focus. I would take {name}’s point and drop everything else.',
    'Good. So we have a decision. Write it down before it evaporates.',
  ],
  disagree: [
    '{name}, that sounds like a committee.',
    'I don’t see it, {name}. Too many priorities is no priority.',
    'Nice theory, {name}. Who does it on Monday?',
  ],
  ask: [
    '{other}, what would you stop doing tomorrow to get {topic} done?',
    'Who owns {topic}, {other}? One name.',
    '{other}, is that a yes, or a polite no?',
  ],
  aside: [
    'I have seen faster decisions at a parking meter.',
    'My favourite feature of this chat is that it has no slides.',
    'Somebody schedule a meeting about having fewer meetings. Kidding. Don’t.',
  ],
  close: [
    'Good. We know the next step on {topic}. Go.',
    'Enough talk. Tempo, people.',
    'Decision made. I am out, back to work.',
  ],
}

export const maker: Voice = {
  names: ['Fidji Simo'],
  fits: /product|consumer|empath|warm.*(leader|product)|story.*(product|lead)/i,
  greet: ['Hi everyone! So happy to be in this one.', 'Hello! Tell me who this is for and I am all in.'],
  answer: [
    'I always start with one person. Picture somebody tired on a Tuesday: what does {topic} do for them?',
    'Make {topic} useful in the first minute and delightful in the second.',
    'Before we scale {topic}, let’s watch five people use it and say nothing.',
    'The emotional part of {topic} is the product. The rest is how it arrives.',
    'I would ship a small, kind version of {topic} and learn out loud.',
    'If {topic} takes a tutorial, we still owe people some work.',
  ],
  build: [
    'Love that, {name}. And let’s make sure it works for people who are not like us.',
    '{name} put it beautifully. I would test exactly that first.',
    'Yes! And that is something you can measure without losing the soul of it.',
    'Building on {name}: make the first step so easy that it feels like cheating.',
  ],
  disagree: [
    'I hear you, {name}, but I think people would feel that as work.',
    'Hmm, {name}, that is what we want. Is it what they want?',
    'I would push back a little, {name}: simple for us is not simple for them.',
  ],
  ask: [
    '{other}, who would miss {topic} most if it was gone tomorrow?',
    'What would make you tell a friend about {topic}, {other}?',
    '{other}, how did it feel the first time you tried this?',
  ],
  aside: [
    'I just explained {topic} to a stuffed rabbit. Strong engagement.',
    'This group chat has better retention than most apps I know.',
    'Noted, highlighted, underlined twice.',
  ],
  close: [
    'This was lovely. Let’s try the small version of {topic} and come back with what we learned.',
    'I am leaving with a clear picture and a big smile.',
    'Perfect place to pause. People first, then the rest.',
  ],
}

export const developer: Voice = {
  names: ['Guillermo Rauch', 'Paul Copplestone'],
  fits: /develop|engineer|programm|open.source|database|frontend|devops|deploy|coder|hacker/i,
  lowercase: true,
  greet: ['hey 👋 preview link for this conversation is already up', 'hey all! what are we shipping today?'],
  answer: [
    'ship {topic} behind a link today. you learn more from one url than from ten docs',
    'make {topic} fast first. people forgive missing features, never a spinner',
    'honestly? a boring table and a good api gets you most of the way with {topic}',
    'i would prototype {topic} in an afternoon and throw it away with a clear conscience',
    'write the readme for {topic} first. if it is hard to explain, it is hard to use',
    'defaults matter most. {topic} should work before anyone opens the settings',
  ],
  build: [
    'this. {name} just described the happy path, and the happy path is the product',
    'agree with {name}, and make it open so people can fix it for us',
    'nice, {name}. i would put that behind a flag and roll it out before lunch',
    'what {name} said, with an index on it',
  ],
  disagree: [
    'hm, {name}, that works on my machine too',
    'careful, {name}. that is a migration pretending to be a feature',
    'not sure, {name}. the moment it needs a config file, i am out',
  ],
  ask: [
    '{other}, what is the one-command version of {topic}?',
    'how would you debug {topic} at 3am, {other}?',
    '{other}, monolith or do you enjoy pain?',
  ],
  aside: [
    'there are two hard things here, and one of them is naming this chat',
    'tests are green. i do not trust it either',
    'deployed {topic} to my fridge. cold start, obviously 🥁',
  ],
  close: [
    'ok merging this. {topic} looks good to me 🚢',
    'lgtm. closing the laptop before someone says "quick question"',
    'great thread, saved as an issue. see you in the changelog',
  ],
}
