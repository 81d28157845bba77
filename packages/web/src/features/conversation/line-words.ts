import type { MemberId, SystemLine } from '@parley/protocol'

type QuietLine = Exclude<SystemLine['line'], { type: 'failed' | 'silenced' }>

/** A system line as a sentence. `nameOf` knows who did it; the reader is "You". [R3, R5] */
export function lineWords(line: QuietLine, by: MemberId, nameOf: (id: MemberId) => string): string {
  const who = nameOf(by)
  switch (line.type) {
    case 'stopped':
      return `${who} pressed stop`
    case 'member-added':
      return line.member.id === by ? `${who} joined` : `${who} added ${line.member.name}`
    case 'member-removed':
      return line.member === by ? `${who} left` : `${who} removed ${line.name}`
    case 'renamed':
      return line.title === '' ? `${who} took the room’s name away` : `${who} named the room “${line.title}”`
  }
}
