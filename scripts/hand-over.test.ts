import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plant } from './planted.ts'
import { rootDir } from './root.mjs'

/** Starts a process that hands over to `program`, as `npm start` does to the server. */
function start(program: string, entry = 'parent.mjs') {
  const handOver = JSON.stringify(join(rootDir, 'scripts', 'hand-over.mjs'))
  const dir = plant({
    'program.mjs': program,
    'parent.mjs': `
      const { handOver } = await import(${handOver})
      process.exitCode = await handOver(process.execPath, ['program.mjs'])
    `,
    // The shell that npm puts in between: it ends on a signal and passes nothing on.
    'shell.mjs': `
      const { spawn } = await import('node:child_process')
      spawn(process.execPath, ['parent.mjs'], { stdio: 'inherit' })
    `,
  })
  return spawn(process.execPath, [entry], {
    cwd: dir,
    env: { ...process.env, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

test('the exit code is handed back', async () => {
  const parent = start('process.exitCode = 7')
  expect((await once(parent, 'exit'))[0]).toBe(7)
})

test('the end by a signal is handed back as a shell would', async () => {
  const parent = start(`process.kill(process.pid, 'SIGKILL')`)
  expect((await once(parent, 'exit'))[0]).toBe(128 + 9)
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s reaches the program, which may take its time',
  async (name) => {
    const parent = start(`
    setInterval(() => undefined, 1000)
    process.once('${name}', () => { console.log('closing'); setImmediate(() => process.exit(3)) })
    console.log('ready')
  `)
    await once(parent.stdout, 'data')
    parent.kill(name)
    const [said] = (await once(parent.stdout, 'data')) as [Buffer]
    expect(said.toString()).toBe('closing\n')
    expect((await once(parent, 'exit'))[0]).toBe(3)
  },
)

test('the program is told to end when npm is stopped and the shell in between with it', async () => {
  const program = `
    setInterval(() => undefined, 1000)
    process.once('SIGTERM', () => { console.log('closing'); setImmediate(() => process.exit()) })
    console.log('ready')
  `
  const shell = start(program, 'shell.mjs')
  await once(shell.stdout, 'data')
  shell.kill('SIGTERM')
  const [said] = (await once(shell.stdout, 'data')) as [Buffer]
  expect(said.toString()).toBe('closing\n')
})
