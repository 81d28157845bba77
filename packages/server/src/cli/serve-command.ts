import { pino } from 'pino'
import { revoke } from '../authority/credentials.ts'
import type { Configuration } from '../configuration.ts'
import { configureModels } from '../models/index.ts'
import { serve } from '../serve.ts'
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts'
import { removeAccess, writeAccess } from './access.ts'
import { ownerName } from './owner-credential.ts'

/** `parley serve`: runs until it is told to stop. */
export async function serveCommand(configuration: Configuration, env: NodeJS.ProcessEnv): Promise<void> {
  const logger = pino({ level: configuration.logLevel }, pino.destination(2))
  const models = await configureModels(env)
  const store = await openSqliteStore({ directory: configuration.dataDirectory })
  const server = await serve({
    configuration,
    store,
    models,
    ownerName: ownerName(),
    report: (message, details) => logger.error(plain(details), message),
  }).catch(async (error: unknown) => {
    await store.close()
    throw error
  })
  const { dataDirectory } = configuration
  const token = await server.token()
  await writeAccess(dataDirectory, { url: server.url, token, pid: process.pid })

  process.stdout.write(
    [
      '',
      `  Parley is running. Open this link to sign in:`,
      '',
      `    ${await server.signInUrl()}`,
      '',
      `  Model: ${models.default.rehearsal ? 'rehearsal (no AI model is connected; README.md says how)' : models.default.id}`,
      `  Data:  ${dataDirectory}`,
      `  Stop:  Ctrl+C`,
      '',
      '',
    ].join('\n'),
  )

  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  await removeAccess(dataDirectory)
  await revoke(store.directory, token)
  await server.close()
}

/** Errors as pino's serializer knows them. */
function plain(details: Record<string, unknown>): Record<string, unknown> {
  const { error, ...rest } = details
  return error === undefined ? rest : { ...rest, err: error }
}
