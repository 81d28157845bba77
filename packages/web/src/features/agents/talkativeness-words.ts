const WORDS = [
  [0.05, 'Speaks only when spoken to'],
  [0.3, 'Quiet'],
  [0.45, 'Rather quiet'],
  [0.6, 'Joins in'],
  [0.8, 'Talkative'],
  [0.95, 'Very talkative'],
  [1, 'Has something to say about everything'],
] as const

/** What a number from 0 to 1 means. */
export function talkativenessWords(value: number): string {
  return WORDS.find(([upTo]) => value <= upTo)?.[1] ?? ''
}
