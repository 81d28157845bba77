import { writeSync } from 'node:fs'
import type { EventId, RoomId } from '@parley/protocol'
import { append, post } from './requests.ts'
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts'

/** Appends to a room, 16 at a time, until it is killed; prints every id that was acknowledged. */
const [directory = '', room = '', run = ''] = process.argv.slice(2)
const store = await openSqliteStore({ directory })
for (let writer = 0; writer < 16; writer += 1) void write(writer)

async function write(writer: number): Promise<never> {
  for (let index = 0; ; index += 1) {
    const id = `${run}-${writer}-${index}` as EventId
    await append(store, room as RoomId, { ...post('text'), id })
    // Not through a stream: what was printed must be printed when the process dies.
    print(`${id}\n`)
  }
}

/** A reader that is slow fills the pipe: then it is tried again. */
function print(line: string): void {
  for (;;) {
    try {
      writeSync(1, line)
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
  }
}
