type Policy = {
  createHTML: (html: string) => string
  createScriptURL: (address: string) => string
}
type TrustedTypes = { createPolicy: (name: 'default', policy: Policy) => unknown }

/**
 * The only way from a text to markup or script: the server's content security policy refuses every other, and this
 * one lets through a single character reference, which the Markdown parser has the browser decode (`&eacute;`), and
 * scripts that stand beside the page, as a service worker does. [S4]
 */
export function guardMarkup(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  trustedTypes?.createPolicy('default', { createHTML: onlyCharacter, createScriptURL: onlyOurs })
}

function onlyCharacter(html: string): string {
  if (/^(&[A-Za-z][A-Za-z\d]{0,40};)?$/u.test(html)) return html
  throw new TypeError('Markup is not made from texts.')
}

function onlyOurs(address: string): string {
  const { origin, pathname } = new URL(address, location.href)
  if (origin === location.origin && /^\/[\w-]+\.js$/u.test(pathname)) return address
  throw new TypeError('Scripts come from beside the page only.')
}
