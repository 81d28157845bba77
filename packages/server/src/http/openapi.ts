import type { Hono } from 'hono'

/** What this server answers, for programs and for people. Made when somebody first asks. [E1] */
export function openApiRoutes(app: Hono, version: string): void {
  let made: Promise<object> | undefined
  const document = () => {
    made ??= import('./openapi/document.ts').then(({ openApiDocument }) => openApiDocument(version))
    return made
  }

  app.get('/api/openapi.json', async (context) => context.json(await document()))

  app.get('/api/docs', async (context) => {
    const { docsPage } = await import('./openapi/docs-page.ts')
    return context.html(docsPage(await document()))
  })

  app.get('/api/docs.css', async (context) => {
    const { DOCS_STYLE } = await import('./openapi/docs-style.ts')
    return context.body(DOCS_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' })
  })
}
