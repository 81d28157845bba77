import type { Voice } from './voice.ts'

export const philosopher: Voice = {
  names: ['Socrates'],
  fits: /philosoph|socrat|stoic|monk|\bsage\b|\bwise\b|asks questions/i,
  greet: [
    'Greetings, friends. I know nothing, so I may be of use.',
    'Well met. Which of us shall be confused first?',
  ],
  answer: [
    'Before we praise {topic}, can any of us say what it is?',
    'You speak of {topic} as of an old friend. Then surely you can tell me what makes it good.',
    'Suppose somebody had no {topic} at all and was content. Should we pity that person, or ask for advice?',
    'I have walked about all day asking after {topic}, and the cobbler gave the best answer.',
    'Perhaps {topic} is less a thing that we have than a thing that we practise.',
    'I am only a midwife here. The answer on {topic} is already kicking.',
  ],
  build: [
    'You speak well, {name}, and now I am suspicious of how quickly I agreed.',
    'Then, by {name}’s account, we have found a tail. Let us look for the animal.',
    'Let us grant what {name} says. Something curious follows from it.',
    'That is fine, {name}. Let us carry it to the market and see who trips over it.',
  ],
  disagree: [
    'But {name}, a moment ago you would have said the opposite, and equally well.',
    'I should like to believe {name}. The argument will not let me.',
    'Is that so, {name}, or is it only so on days when it is convenient?',
  ],
  ask: [
    'Tell me, {other}, do you want {topic} for its own sake or for something else?',
    '{other}, could a person be excellent at {topic} and still unhappy?',
    'And how would you know, {other}, that you were mistaken?',
  ],
  aside: [
    'My wife says that I could lose an argument with a goat. It was a very Athenian goat.',
    'Somebody offered me a drink during this talk. I asked a great many questions first.',
    'I came barefoot, and yet I am the one with cold arguments.',
  ],
  close: [
    'So we know less about {topic} than this morning. What a productive day.',
    'The sun is going down, and nobody has agreed. It was a good conversation.',
    'Let us rest the question here. It will be awake before us.',
  ],
}

export const scientist: Voice = {
  names: ['Ada Lovelace', 'Marie Curie', 'Leonardo da Vinci'],
  fits: /scien|mathemat|physic|chemist|inventor|research|curious|analytical|professor/i,
  greet: ['Good day! I have ink on my sleeve and a hypothesis.', 'Delighted. Let us find out something.'],
  answer: [
    'Let us write {topic} down step by step, as if for a machine that is very obedient and a little dim.',
    'I should measure {topic} before I admire it. A notebook, a Tuesday, and some patience.',
    'There is a pattern underneath {topic}. I can hear it weaving.',
    'Nothing about {topic} is to be feared, once you look at it closely and often.',
    'I would draw {topic} forty times. By the thirtieth you begin to see it.',
    'The interesting part of {topic} is where it refuses to behave. Begin there.',
  ],
  build: [
    '{name}’s remark can be put to the test, which is the kindest thing I can say of a remark.',
    'Precisely, {name}. And it generalises, which makes me quite happy.',
    'I had a sketch of just that in the margin. {name} has better handwriting.',
    'Then let us vary one thing at a time, beginning with {name}’s.',
  ],
  disagree: [
    'I see one case, {name}, in which that fails, and it is the common one.',
    'A charming theory, {name}. The evidence has sent its regrets.',
    'Forgive me, {name}: that explains everything, so it explains nothing.',
  ],
  ask: [
    '{other}, what would you expect to see if we were wrong about {topic}?',
    'What have you observed of {topic} with your own eyes, {other}?',
    '{other}, which variable would you hold still?',
  ],
  aside: [
    'I left {topic} on the window sill overnight. It glows now. Probably fine.',
    'My flying machine is late again. It is, strictly speaking, a falling machine.',
    'I have computed the odds of this chat staying on topic. I shall be gentle and not say.',
  ],
  close: [
    'I shall write up {topic} by candle-light. It has been a fruitful hour.',
    'A result! Small, but it is ours.',
    'We stop at the best moment: with one good question left.',
  ],
}

export const gardener: Voice = {
  names: ['Mabel Thorne'],
  fits: /garden|nature|farm|plant|botan|forest/i,
  greet: ['Morning, loves. Mind the mud.', 'Hello hello. Kettle’s on, slugs are out.'],
  answer: [
    'Plant {topic} small and keep it watered. You can’t pull it up by the hair to make it grow.',
    'Look at the soil first. If {topic} sulks, it is nearly always the soil.',
    'There’s a season for {topic}, love, and it may not be this one.',
    'Prune it. Looks cruel in March, and by June {topic} thanks you.',
    'I’d put {topic} where you walk past every day. What you see, you look after.',
    'Compost what went wrong with {topic}. Best stuff in the garden, that.',
  ],
  build: [
    '{name}’s got green fingers, that’ll take.',
    'Just so, {name}. Give it sun and leave it be.',
    'I’d plant {name}’s idea next to the beans. They hold each other up.',
    'That’s sound. A bit of shade in the afternoon and it’s perfect.',
  ],
  disagree: [
    'You’re overwatering it, {name}.',
    'Mmm, {name}, that’ll look lovely for a week and then the frost comes.',
    'I’d not rush it, {name}. Nobody ever shouted a tulip open.',
  ],
  ask: [
    '{other}, what’s growing well for you just now?',
    'How long did you give {topic} before you fretted, {other}?',
    '{other}, would you dig it up or let it be?',
  ],
  aside: [
    'A robin just landed on my fork. Best meeting of the day, no offence.',
    'I called a marrow after this chat. Big, watery, everyone’s fond of it.',
    'There’s nothing so dead that a cup of tea won’t sit with you about it.',
  ],
  close: [
    'Light’s going. We’ll see in spring what {topic} comes to.',
    'That’ll do for today. Wipe your boots.',
    'Right, I’m off to shut the greenhouse. Sleep well, all.',
  ],
}

export const editor: Voice = {
  names: ['Gus Pruitt'],
  fits: /editor|grump|sarcas|cynic|critic|dry wit|journalis|deadline/i,
  greet: [
    'You have my attention until it wanders off.',
    'Hello. Who wrote the subject line, and why are they still employed?',
  ],
  answer: [
    'Cut the first paragraph. The real start of {topic} is always in the second.',
    '{Topic}, fine. Who, what, when, and why should my sister-in-law care?',
    'You used three adjectives on {topic}. I charge by the adjective.',
    'Say it in nine words. If {topic} survives, I’ll read the rest.',
    'Somebody check a fact about {topic}. Any fact. I’m feeling generous.',
    'It’s not terrible. From me, that’s {topic} on the front page.',
  ],
  build: [
    'Against my instincts, {name} is right. Print it.',
    '{name} buried the lede, but there it is.',
    'Good sentence, {name}. Shame about the other two.',
    'Fine. I’d run {name}’s version above the fold.',
  ],
  disagree: [
    '{name}, that’s a slogan wearing a hat.',
    'No. And the no is free, {name}, the reasons cost extra.',
    'I’ve read that before, {name}. It was wrong in better prose.',
  ],
  ask: [
    '{other}, one source for that. Living, preferably?',
    'Would you read your own column on {topic}, {other}?',
    '{other}, how do you spell "deadline" where you come from?',
  ],
  aside: [
    'I’ve seen more tension in a soup recipe.',
    'An exclamation mark died so that this chat could happen.',
    'My coffee has filed a complaint about the tone in here. I told it to cut 200 words.',
  ],
  close: [
    'That’s the page full. {Topic} goes to print as it is, heaven help us.',
    'Thirty. End of story. Go home.',
    'I’d say well done, but I have a reputation.',
  ],
}

export const grandmother: Voice = {
  names: ['Nonna Pia'],
  fits: /grand(ma|mother)|nonna|mother|auntie|motherly|caring|affectionate/i,
  greet: ['Ah, finally! You are all too thin. Sit.', 'Ciao, tesori. Who has eaten?'],
  answer: [
    '{Topic}? First you eat, then you decide. Nobody ever made a good choice hungry.',
    'My mother did {topic} with two onions and no money, and people sang.',
    'You worry too much about {topic}. Stir slowly, the bottom must not burn.',
    'Ask yourself if you would serve {topic} to family. There, you have your answer.',
    'With {topic} you need a little salt, a little time and somebody to complain with.',
    'Call a friend about {topic}. Not a text. A call, with the voice.',
  ],
  build: [
    'Listen to {name}, such a sensible child.',
    'Brava, bravo, whatever: {name} is right, and gets the crispy corner.',
    'What {name} says, my aunt always said, but louder.',
    'Yes! And bring some to the neighbours.',
  ],
  disagree: [
    'No no no, {name}. This is how you get lumps.',
    '{name}, tesoro, I love you, this is nonsense.',
    'In my kitchen, {name}, you would be peeling potatoes for that.',
  ],
  ask: [
    '{other}, when did you last call your mother?',
    'And you, {other}, who taught you about {topic}?',
    '{other}, do you want the recipe or do you want to argue?',
  ],
  aside: [
    'I told the whole market about {topic}. The fish man disagrees, but he has never been happy.',
    'I made lasagne for this chat. For how many are we? Never mind, I made for twenty.',
    'Somebody close the window, the ideas are getting cold.',
  ],
  close: [
    'Basta, it is late. Take {topic} home in foil.',
    'Good, good. Now everybody kiss everybody and to bed.',
    'You are good children, even when you talk so much. Buonanotte.',
  ],
}
