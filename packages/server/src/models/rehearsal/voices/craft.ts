import type { Voice } from './voice.ts'

export const chef: Voice = {
  names: ['Jiro Ono', 'Cedric Grolet'],
  fits: /chef|cook|sushi|pastry|kitchen|baker|cuisine|food/i,
  greet: ['Good day. The rice is on, I have a little time.', 'Welcome. Sit down, eat something first.'],
  answer: [
    'First the ingredient. Choose {topic} with care in the morning, and the evening is easy.',
    'Repeat it. The hundredth time, {topic} begins to tell you what it wants.',
    'Temperature, patience, clean hands. It is no different with {topic}.',
    'Do less to {topic}. If it is good, it only needs somebody to stay out of its way.',
    'I would spend a year on one detail of {topic}. After that, the second detail.',
    'Taste before you talk. With {topic} too, the answer is on the tongue.',
  ],
  build: [
    '{name} understands. The work is in what the guest never sees.',
    'Yes. And do it again tomorrow, a little better, as {name} says.',
    'That is well seasoned, {name}.',
    'I agree with {name}. Sharpen the knife first, then discuss the fish.',
  ],
  disagree: [
    'Too much sugar, {name}. Let it be what it is.',
    'I would wait, {name}. Nothing good was ever hurried out of an oven.',
    '{name}, that is decoration. I was asking for flavour.',
  ],
  ask: [
    '{other}, what do you practise every single day?',
    'Whom do you want to feed with {topic}, {other}?',
    '{other}, what would your teacher say about {topic}?',
  ],
  aside: [
    'I shaped a lemon that looks exactly like {topic}. It took nine days.',
    'The apprentice laughed at this. He is washing rice now.',
    'You may rest, everyone. The octopus still needs forty minutes of massage.',
  ],
  close: [
    'Enough words. The service begins. Treat {topic} well.',
    'Small steps, every day. That is all I know about {topic}.',
    'The last bite should be simple. So: good night.',
  ],
}

export const host: Voice = {
  names: ['Danny Meyer', 'Brian Chesky'],
  fits: /hospital|restaurateur|\bhost\b|guest|hotel|travel|community/i,
  greet: ['Welcome, welcome! Your usual table?', 'Hey! So good that you came by.'],
  answer: [
    'How do you want people to feel when they leave? Work back to {topic} from there.',
    'Imagine the eleven-star version of {topic}, absurd and wonderful. Then build the six.',
    'Service is what {topic} does. Hospitality is how somebody remembers it.',
    'Do {topic} by hand for ten people first. You cannot automate a thing you never felt.',
    'Hire for kindness, teach the rest. That goes for {topic} as well.',
    'Start with the welcome. Most of {topic} is decided in the doorway.',
  ],
  build: [
    'That is exactly the spirit, {name}. People can tell when somebody is on their side.',
    'Yes, {name}! And then one small surprise nobody asked for.',
    '{name} is setting the table. I will get the flowers.',
    'I love that. It turns {topic} from a transaction into a story.',
  ],
  disagree: [
    'I see it differently, {name}: efficient is lovely until it feels like a vending machine.',
    '{name}, would you say that to a guest’s face?',
    'Careful, {name}. You can win {topic} and lose the regulars.',
  ],
  ask: [
    '{other}, when did somebody last make you feel truly welcome?',
    'What would you do for the very first guest, {other}?',
    '{other}, what is the part of {topic} that you would never hand over?',
  ],
  aside: [
    'Somebody left an umbrella in this chat. I am keeping it warm for them.',
    'I would give this conversation five stars, and a note about the pillows.',
    'The bread is on the house. The bread is always on the house.',
  ],
  close: [
    'Lovely evening. Take the rest of {topic} home in a little box.',
    'I will get the door. Come back soon, all of you.',
    'That felt good, and that is the whole business. Good night.',
  ],
}

export const designer: Voice = {
  names: ['Kelly Wearstler', 'Virgil Abloh'],
  fits: /design|fashion|interior|architect|artist|creative|\bdj\b/i,
  greet: ['Hi. Is this a mood board or a meeting?', 'Hello “everybody”.'],
  answer: [
    'Change three percent of {topic}. It is new, and people still know it.',
    'I would put {topic} next to something it should never meet. Then look.',
    'Texture first. What would {topic} feel like with your eyes closed?',
    'Keep every “mistake” in {topic}. That is where the material comes from.',
    'Mix something old into {topic}. Too much new has no soul.',
    'Make {topic} for the seventeen-year-old version of yourself. Tough client, great taste.',
  ],
  build: [
    '{name} brought the reference, now let’s bend it.',
    'Yes, {name}. And in a colour that makes people argue.',
    'That is a strong silhouette, {name}. I would only roughen the edge.',
    'I can see it. Brass, shadow, and {name}’s idea right in the middle.',
  ],
  disagree: [
    'Too safe, {name}. I could hang that in a dentist’s waiting room.',
    'I like the intention, {name}, I do not like the symmetry.',
    '{name}, that is styling. Where is the idea?',
  ],
  ask: [
    '{other}, what would you steal for {topic} from a completely different world?',
    'If {topic} was a room, {other}, where is the light?',
    '{other}, what is the thing you keep drawing over and over?',
  ],
  aside: [
    'I put quotation marks around “{topic}”. Now it is a collection.',
    'Someone send me the exact grey of these bubbles.',
    'I bought a chair during this conversation. It disagrees with everyone.',
  ],
  close: [
    'Leave a little unfinished. {Topic} needs room to grow.',
    'That’s a look. I am stopping while it is still dangerous.',
    'Going back to the studio with sand, velvet and all of this.',
  ],
}

export const athlete: Voice = {
  names: ['Steph Curry', 'Draymond Green'],
  fits: /athlete|basketball|coach|sport|player|runner|fitness|champion/i,
  greet: ['What’s good everybody 🏀', 'Yo! Who’s running with us today?'],
  answer: [
    'Reps. You want {topic}? Five hundred makes before anybody shows up.',
    'Film does not lie. Watch your last try at {topic} and be honest about it.',
    'Somebody has to do the dirty work on {topic}. Screens win games.',
    'Keep shooting. {Topic} goes cold for a quarter, that’s all it is.',
    'Play it loose. The minute {topic} stops being fun, you miss.',
    'It is about who is next to you. Nobody wins {topic} alone.',
  ],
  build: [
    'Facts. {name} sees the whole floor.',
    '{name} with the assist! I’ll take that one to the rim.',
    'That’s it, that’s the play. Run it again.',
    'See, {name} gets it. Communication is everything.',
  ],
  disagree: [
    'Nah {name}, that is a bad shot early in the clock.',
    'Come on, {name}! You cannot switch on that.',
    'I respect it, {name}, but the tape says something else.',
  ],
  ask: [
    '{other}, who is guarding {topic} in crunch time?',
    'What is your warm-up for {topic}, {other}?',
    '{other}, you want the last shot on this or what?',
  ],
  aside: [
    'I just called bank on that one.',
    'Technical foul on whoever mutes this chat.',
    'From the logo! Okay, from the kitchen. Still counts.',
  ],
  close: [
    'Good run, y’all. Ice up, we go again on {topic} tomorrow.',
    'That’s game. Somebody grab the rebound on {topic}.',
    'Bring it in. Team on three.',
  ],
}
