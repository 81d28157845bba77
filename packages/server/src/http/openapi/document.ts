import { ERRORS, WireError } from '@parley/protocol'
import type { ErrorCode } from '@parley/protocol'
import * as protocol from '@parley/protocol'
import { z } from 'zod'
import { errorsOf } from './route-doc.ts'
import type { RouteDoc } from './route-doc.ts'
import { CommandRequest, EventPage } from './room-routes.ts'
import { ROUTES } from './routes.ts'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of all routes, from the schemas that check what comes in and type what goes out. [E1] */
export function openApiDocument(version: string, routes: readonly RouteDoc[] = ROUTES): Json {
  const schemas = new Schemas()
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operation(route, schemas) }
  }
  const error = schemas.of(z.object({ error: WireError }), 'output')
  return {
    openapi: '3.1.1',
    info: {
      title: 'Parley',
      version,
      description: 'Group chat where people and AI agents talk in one durable room. Live: PROTOCOL.md.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { session: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token.' },
        session: { type: 'apiKey', in: 'cookie', name: 'parley_session', description: 'A browser.' },
      },
      schemas: { ...schemas.named, ErrorAnswer: error },
    },
  }
}

function operation(route: RouteDoc, schemas: Schemas): Json {
  const { method, path, tag, summary, scope, body, upload, query, status, answer } = route
  const needed = scope ?? (method === 'get' ? 'read' : 'write')
  return {
    operationId: operationId(route),
    tags: [tag],
    summary,
    ...(needed === 'none' ? { security: [] } : { description: `A token needs the scope \`${needed}\`.` }),
    parameters: [
      ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
      ...queryParameters(query, schemas),
    ],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: json(schemas.of(body, 'input')) } }),
    ...(upload === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/octet-stream': {} } } }),
    responses: {
      [status]: {
        description: status === 302 ? 'Leads to the app.' : 'Done.',
        ...(answer === undefined ? {} : { content: contentOf(answer, schemas) }),
      },
      ...refusals(errorsOf(route)),
    },
  }
}

function operationId({ method, path }: RouteDoc): string {
  const words = path.split(/[^A-Za-z]+/).filter(Boolean)
  return [method, ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('')
}

function queryParameters(query: z.ZodObject | undefined, schemas: Schemas): Json[] {
  return Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !schema.safeParse(undefined).success,
    schema: schemas.of(schema, 'input'),
  }))
}

function contentOf(answer: NonNullable<RouteDoc['answer']>, schemas: Schemas): Json {
  if (typeof answer !== 'string') return json(schemas.of(answer, 'output'))
  return { [answer]: { schema: { type: answer === 'application/json' ? 'object' : 'string' } } }
}

/** One answer for each status, naming the codes that it may carry. */
function refusals(codes: readonly ErrorCode[]): Json {
  const statuses = [...new Set(codes.map((code) => ERRORS[code].status))].toSorted()
  return Object.fromEntries(
    statuses.map((status) => {
      const same = codes.filter((code) => ERRORS[code].status === status)
      const description = same.map((code) => `\`${code}\`: ${ERRORS[code].meaning}`).join('\n\n')
      return [status, { description, content: json({ $ref: '#/components/schemas/ErrorAnswer' }) }]
    }),
  )
}

function json(schema: Json): Json {
  return { 'application/json': { schema } }
}

/** JSON Schema of zod's; what has a name in the protocol becomes a component and is referred to. */
class Schemas {
  readonly #names = namesOf({ ...protocol, CommandRequest, EventPage })
  readonly named: Record<string, Json> = {}

  of(schema: z.ZodType, io: 'input' | 'output'): Json {
    const {
      $schema: _,
      $defs,
      ...made
    } = z.toJSONSchema(schema, {
      io,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) =>
        this.#take(zodSchema as unknown as z.ZodType, jsonSchema as Json, io),
    }) as Json
    return $defs === undefined ? made : { ...made, $defs }
  }

  /** Puts a named schema aside, and a reference in its place. */
  #take(schema: z.ZodType, made: Json, io: 'input' | 'output'): void {
    // A later server may say more: whoever reads must not refuse that.
    if (made['additionalProperties'] === false) delete made['additionalProperties']
    const name = this.#names.get(schema)
    if (name === undefined) return
    const key = io === 'input' ? `${name}Input` : name
    this.named[key] ??= { ...made }
    for (const field of Object.keys(made)) delete made[field]
    made['$ref'] = `#/components/schemas/${key}`
  }
}

/** Simple values are clearer where they stand. */
function namesOf(exported: Record<string, unknown>): Map<z.ZodType, string> {
  const named = Object.entries(exported).filter(
    (entry): entry is [string, z.ZodType] =>
      entry[1] instanceof z.ZodObject || entry[1] instanceof z.ZodDiscriminatedUnion,
  )
  return new Map(named.map(([name, schema]) => [schema, name]))
}
