import type { MiddlewareHandler } from 'hono'
import { createHash } from 'node:crypto'

/**
 * What a page of ours may do; everything that it does not do is forbidden. Why each is as it is stands in
 * `docs/decisions/2026-11-21-content-security.md`. [S4]
 */
const RULES = {
  'default-src': "'none'",
  'script-src': "'self'",
  'script-src-attr': "'none'",
  // Also forbids `style` attributes in markup; what scripts set by themselves (element.style) is no markup.
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'media-src': "'self' blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'frame-src': "'none'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  // A text becomes script or markup only through the page's own policy of this name, which refuses nearly all.
  'require-trusted-types-for': "'script'",
  'trusted-types': 'default',
}

const POLICY = policyOf(RULES)

/** The policy of a page that the build made: besides, the scripts and styles that stand in it, each by its hash. */
export function policyFor(page: string): string {
  return policyOf({
    ...RULES,
    'script-src': [RULES['script-src'], ...hashesOf(page, /<script>([^]*?)<\/script>/g)].join(' '),
    'style-src': [RULES['style-src'], ...hashesOf(page, /<style>([^]*?)<\/style>/g)].join(' '),
  })
}

function policyOf(rules: typeof RULES): string {
  return Object.entries(rules)
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ')
}

function hashesOf(page: string, element: RegExp): string[] {
  return [...page.matchAll(element)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  )
}

/** What no page here needs, and so no script that came in would get. */
const FEATURES = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'hid', 'midi']
const NO_FEATURES = FEATURES.map((feature) => `${feature}=()`).join(', ')

/**
 * Headers of every answer: no script but our own, no framing, no guessing of types. A route may have given a
 * policy of its own, as files of members do, which is stricter. [S4]
 */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  const { headers } = context.res
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', POLICY)
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('Referrer-Policy', 'no-referrer')
  headers.set('Permissions-Policy', NO_FEATURES)
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  headers.set('Cross-Origin-Resource-Policy', 'same-origin')
}
