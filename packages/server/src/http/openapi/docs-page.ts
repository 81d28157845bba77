import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

type Html = HtmlEscapedString | Promise<HtmlEscapedString>
type Schema = { [key: string]: unknown; $ref?: string; content?: Record<string, { schema: Schema }> }
type Parameter = { name: string; in: string; required: boolean; schema: Schema }
type Operation = {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  parameters: Parameter[]
  requestBody?: Schema
  responses: Record<string, Schema & { description: string }>
}
type OpenApi = {
  info: { title: string; version: string; description: string }
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

/**
 * The document as a page to read: no script and nothing from elsewhere, so that it works offline and under
 * the same policy as every page here. [E1, S4]
 */
export function docsPage(document: object): Html {
  const { info, tags, paths, components } = document as OpenApi
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${info.title} over HTTP</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/api/docs.css" />
      </head>
      <body>
        <nav aria-label="Contents">
          <strong>${info.title}</strong>
          ${tags.map(({ name }) => html`<a href="#${name}">${name}</a>`)}
          <a href="#schemas">Schemas</a>
          <a href="/api/openapi.json">openapi.json</a>
        </nav>
        <main>
          <h1>${info.title} over HTTP</h1>
          <p>${info.description} Version ${info.version}.</p>
          ${tags.map(
            ({ name }) =>
              html`<section id="${name}">
                <h2>${name}</h2>
                ${operations.filter(({ operation }) => operation.tags.includes(name)).map(operationOf)}
              </section>`,
          )}
          <section id="schemas">
            <h2>Schemas</h2>
            ${Object.entries(components.schemas)
              .toSorted(([a], [b]) => a.localeCompare(b))
              .map(
                ([name, schema]) =>
                  html`<details id="schema-${name}">
                    <summary><code>${name}</code></summary>
                    ${shown(schema)}
                  </details>`,
              )}
          </section>
        </main>
      </body>
    </html>`
}

function operationOf({
  path,
  method,
  operation,
}: {
  path: string
  method: string
  operation: Operation
}): Html {
  const { operationId, summary, description, parameters, requestBody, responses } = operation
  return html`<details id="${operationId}">
    <summary>
      <b class="${method}">${method.toUpperCase()}</b> <code>${path}</code> <span>${summary}</span>
    </summary>
    ${description === undefined ? '' : html`<p>${description.replaceAll('`', '')}</p>`}
    ${parameters.length === 0 ? '' : parametersOf(parameters)}
    ${
      requestBody === undefined
        ? ''
        : html`<h3>Body</h3>
            ${contentOf(requestBody)}`
    }
    <h3>Answers</h3>
    <dl>
      ${Object.entries(responses).map(
        ([status, response]) =>
          html`<dt>${status}</dt>
            <dd>
              ${
                Number(status) < 400
                  ? contentOf(response)
                  : response.description.split('\n\n').map((line) => html`<p>${line.replaceAll('`', '')}</p>`)
              }
            </dd>`,
      )}
    </dl>
  </details>`
}

function parametersOf(parameters: readonly Parameter[]): Html {
  return html`<h3>Parameters</h3>
    <dl>
      ${parameters.map(
        (parameter) =>
          html`<dt><code>${parameter.name}</code></dt>
            <dd>
              in the ${parameter.in}${parameter.required ? '' : ', optional'} ${shown(parameter.schema)}
            </dd>`,
      )}
    </dl>`
}

function contentOf({ content }: Schema): Html {
  return html`${Object.entries(content ?? { 'no content': { schema: {} } }).map(([type, { schema }]) =>
    type === 'application/json' ? shown(schema) : html`<p>${type}</p>`,
  )}`
}

/** A schema in its own notation; names lead to where they are told. */
function shown(schema: Schema): Html {
  if (Object.keys(schema).length === 1 && schema.$ref !== undefined)
    return html`<p>${linkTo(schema.$ref)}</p>`
  const parts = JSON.stringify(schema, undefined, 2).split(/\{\s*"\$ref": "([^"]+)"\s*\}/)
  return html`<pre>${parts.map((part, index) => (index % 2 === 1 ? linkTo(part) : part))}</pre>`
}

function linkTo(reference: string): Html {
  const name = reference.replace('#/components/schemas/', '')
  return html`<a href="#schema-${name}">${name}</a>`
}
