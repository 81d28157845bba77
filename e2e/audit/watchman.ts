import type { BrowserContext, Page } from 'playwright-core'

/**
 * Sees whatever a hostile text could bring about in any window of a context: its call of `hit`, a dialog, a window,
 * a request to anywhere but `origin`, and whatever the content security policy had to stop. [S4]
 */
export class Watchman {
  readonly seen: string[] = []
  readonly #context: BrowserContext

  private constructor(context: BrowserContext) {
    this.#context = context
  }

  static async post(context: BrowserContext, origin: string): Promise<Watchman> {
    const watchman = new Watchman(context)
    const note = (what: string) => watchman.seen.push(what)
    await context.exposeBinding('hit', ({ frame }) => note(`ran in ${frame.url()}`))
    await context.exposeBinding('violation', (_, directive: string, uri: string) =>
      note(`the policy stopped ${directive} ${uri}`),
    )
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
        globalThis.violation?.(effectiveDirective, `${blockedURI} ${sample}`),
      )
    })
    context.on('dialog', (dialog) => {
      note(`a dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    context.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) note(`a request to ${url}`)
    })
    return watchman
  }

  /** Notes windows that open from now on. */
  expectNoWindows(): void {
    this.#context.on('page', (page) => this.seen.push(`a window: ${page.url()}`))
  }

  /** What stands in the page that no text may bring in. */
  static async dangersIn(page: Page): Promise<string[]> {
    // What the server sends to everybody is no text of a member.
    const url = page.url()
    const served = url.startsWith('http') ? await (await page.request.get(url)).text() : ''
    return page.evaluate((sent) => {
      const ours = (element: Element) =>
        element instanceof HTMLScriptElement && element.src !== ''
          ? new URL(element.src).origin === origin
          : /^(script|style)$/.test(element.localName) && sent.includes(element.outerHTML)
      const dangerous = 'script, iframe, frame, object, embed, base, applet, portal, meta[http-equiv], style'
      const found = new Set([...document.querySelectorAll(dangerous)].filter((element) => !ours(element)))
      for (const element of document.querySelectorAll('*')) {
        const attributes = [...element.attributes].filter(({ name, value }) => {
          const address = /^(href|src|srcset|action|formaction|xlink:href|data|poster|ping)$/.test(name)
          return /^on|^srcdoc$/.test(name) || (address && !/^(https?:|mailto:|blob:|\/|#|\.|$)/.test(value))
        })
        if (attributes.length > 0) found.add(element)
      }
      return [...found].map((element) => element.outerHTML.slice(0, 200))
    }, served)
  }
}

declare global {
  var violation: ((directive: string, uri: string) => void) | undefined
}
