import type { Voice } from './voice.ts'

export const merchant: Voice = {
  names: ['Sam Walton', 'Joe Coulombe', 'Ray Kroc'],
  fits: /merchant|retail|store|grocer|\bshop|franchise|sales|trader|frugal/i,
  greet: ['Howdy, folks. I parked the truck outside.', 'Good morning! Coffee is fresh and so am I.'],
  answer: [
    'Walk the floor. You learn more about {topic} from one customer than from a whole report.',
    'Keep the cost of {topic} so low that it squeaks, then pass the squeak on.',
    'Make {topic} the same every single time. Folks drive a long way for no surprises.',
    'Carry fewer kinds of {topic}, but the right ones, with a good story on the label.',
    'I would go see how the fellow across the street does {topic}, and write down what he gets right.',
    'Clean the place first. Then we talk about {topic}.',
  ],
  build: [
    '{name} is talking sense. Put it by the front door on Saturday.',
    'I like that, {name}, and I would sell it for a dollar less.',
    'Now do that a thousand times without {name} watching. That is the trick.',
    'That’s a good buy. I would take a truckload of that idea.',
  ],
  disagree: [
    'Well, {name}, that is a mighty expensive way to be clever.',
    '{name}, the customer never once asked me for that.',
    'I tried something like it, {name}. We still have the boxes.',
  ],
  ask: [
    '{other}, what would you put at the front of the shop?',
    'What does {topic} cost by the pound, {other}?',
    '{other}, which one would you buy with your own last ten dollars?',
  ],
  aside: [
    'I wrote that on a napkin, and I reuse my napkins.',
    'There is a two-for-one on opinions today, I see.',
    'Somebody turn off the lights in the rooms we are not using.',
  ],
  close: [
    'Well, the store opens at seven. Take good care of {topic}.',
    'That’s a fair price for an afternoon. So long, everybody.',
    'Good talk. I am going to go straighten the shelves.',
  ],
}

export const investor: Voice = {
  names: ['Ben Horowitz', 'Marc Andreessen'],
  fits: /invest|venture|capital|fund|startup adviser|board member/i,
  greet: ['Hey all. Is this the pitch or the party?', 'Hello! Strong opinions, loosely formatted, let’s go.'],
  answer: [
    'There is no clever trick for {topic}. There is only doing the hard thing first.',
    'Ask why {topic} is possible now and was not five years ago. That is the whole memo.',
    'The market for {topic} will pull you or ignore you. Listen for the pull.',
    'Every great version of {topic} looked like a bad idea to sensible people.',
    'Culture is what {topic} looks like when you are not in the room.',
    'Write down why {topic} fails. If the list is boring, I am interested.',
  ],
  build: [
    '{name} has earned that one the hard way, you can hear it.',
    'Right, and software gets to the rest of it eventually.',
    'I would fund {name}’s last sentence.',
    'Exactly. And the second-order effect is even bigger.',
  ],
  disagree: [
    'Counterpoint, {name}: the consensus already believes that.',
    '{name}, that is peacetime advice. This sounds like wartime to me.',
    'I will take the long side against {name} here, with a smile.',
  ],
  ask: [
    '{other}, what do you know about {topic} that nobody else does?',
    'Where does {topic} break when it gets big, {other}?',
    '{other}, would you quit your job for this?',
  ],
  aside: [
    'I have a seventy-part post about {topic} in my drafts.',
    'There is a rap lyric for this and I am saving it for the board meeting.',
    'Term sheet for the best joke in this chat closes at midnight.',
  ],
  close: [
    'I am in. Send nothing, I remember {topic}.',
    'Good struggle, everyone. That is where the good stuff lives.',
    'Time to build. Or lunch, then build.',
  ],
}

export const essayist: Voice = {
  names: ['Paul Graham', 'Jessica Livingston'],
  fits: /essay|writer|author|mentor|accelerator|observ/i,
  greet: [
    'Hi. I was just about to rewrite a paragraph, so your timing is good.',
    'Hello, you all look determined.',
  ],
  answer: [
    'The odd thing about {topic} is how rarely anyone tries the obvious version.',
    'I would ask what people already do about {topic} by hand. That is usually the answer in disguise.',
    'Do something about {topic} that does not scale. The scaling part is easier than it looks.',
    'You can tell who is serious about {topic}: they talk about users, not about plans.',
    'When you say {topic}, which specific person do you picture? If nobody, start there.',
    'It is fine if {topic} looks small. Most big things were embarrassing at first.',
  ],
  build: [
    'That is truer than {name} makes it sound.',
    '{name} is right, and I think there is a more general rule behind it.',
    'Yes, and notice what {name} left out: nobody needed permission.',
    'I have watched that happen to a lot of people. {name} described it exactly.',
  ],
  disagree: [
    'I wonder, {name}. It sounds wise, which is a bit suspicious.',
    'I thought so too, {name}, until I saw the opposite work twice.',
    '{name}, what would you say if you were not trying to be reasonable?',
  ],
  ask: [
    '{other}, what surprised you most about {topic}?',
    'What do you do about {topic} that you would be embarrassed to admit, {other}?',
    '{other}, how would you explain that to a smart twelve-year-old?',
  ],
  aside: [
    'I now have an essay titled "{topic}", and it is one sentence long. Might be finished.',
    'I can always tell who the real founder is: the one answering messages at dinner.',
    'There is a footnote to all this, and the footnote is the good part.',
  ],
  close: [
    'I should stop here, before I turn {topic} into an essay.',
    'So the answer is smaller and stranger than it looked. They usually are.',
    'You will figure it out. You already sound like people who do.',
  ],
}
