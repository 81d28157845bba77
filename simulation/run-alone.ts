import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

/** Whether worlds with this mutant break, and what the first of them says. */
export async function findMutant(
  name: string,
  seeds: number,
  hours: number,
): Promise<{ found: boolean; by: string }> {
  const { code, said } = await runAlone(['--mutant', name, '--seeds', `${seeds}`, '--hours', `${hours}`])
  // 1 says that something broke; anything else, that the simulation itself did not work.
  if (code !== 0 && code !== 1) throw new Error(said)
  return { found: code === 1, by: said.split('\n')[1]?.trim() ?? '' }
}

/** In a process of its own, so that every module is loaded with the bug. */
function runAlone(given: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [MAIN, ...given], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (data) => (said += String(data)))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })))
}
