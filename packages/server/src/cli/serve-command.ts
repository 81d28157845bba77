import { pino } from 'pino'
import { revokeSecret } from '../authority/tokens.ts'
import type { Configuration } from '../configuration.ts'
import { configureModels } from '../models/index.ts'
import { serve } from '../serve.ts'
import { configureTools } from '../tools/configure-tools.ts'
import type { Report } from '../report.ts'
import { removeAccess, writeAccess } from './access.ts'
import { openWhenFree } from './open-when-free.ts'
import { ownerName } from './owner-credential.ts'

/**
 * `parley serve`: runs until it is told to stop. With `standby` it waits until no other server has the data
 * folder, and goes on where that one stopped. [D15]
 */
export async function serveCommand(
  configuration: Configuration,
  env: NodeJS.ProcessEnv,
  { standby = false } = {},
): Promise<void> {
  const logger = pino({ level: configuration.logLevel }, pino.destination(2))
  const models = await configureModels(env)
  const waiting = () => process.stdout.write('\n  Standing by: another Parley process has the data folder.\n')
  const store = await openWhenFree(configuration.dataDirectory, standby ? waiting : undefined)
  const report: Report = (message, details) => logger.error(plain(details), message)
  const debug: Report = (message, details) => logger.debug(plain(details), message)
  const extras = {
    titles: configuration.titles === true,
    ...(configuration.linkPreviews === true ? { previews: { debug } } : {}),
  }
  const start = async () => {
    const toolbox = configureTools(env, store, report, { rehearse: models.default.rehearsal })
    return serve({ configuration, store, models, toolbox, ownerName: ownerName(), report, ...extras })
  }
  const server = await start().catch(async (error: unknown) => {
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
  await revokeSecret(store.directory, token)
  await server.close()
}

/** Errors as pino's serializer knows them. */
function plain(details: Record<string, unknown>): Record<string, unknown> {
  const { error, ...rest } = details
  return error === undefined ? rest : { ...rest, err: error }
}
