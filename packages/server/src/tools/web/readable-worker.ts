import { parentPort, workerData } from 'node:worker_threads'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import type { ReadableText } from './readable-text.ts'

const MAX_ELEMENTS = 30_000
const NOISE = 'script, style, noscript, template, iframe, svg, nav, header, footer, form'

/** The article of a page; of a page that has none, all its words. */
function read(html: string): ReadableText {
  const article = articleOf(html)
  if (article !== undefined) return article
  const { document } = parseHTML(html)
  for (const element of document.querySelectorAll(NOISE)) element.remove()
  return { title: tidy(document.title ?? ''), text: tidy(document.body?.textContent ?? '') }
}

function articleOf(html: string): ReadableText | undefined {
  try {
    const { document } = parseHTML(html)
    const found = new Readability(document, { maxElemsToParse: MAX_ELEMENTS }).parse()
    const text = tidy(found?.textContent ?? '')
    return text === '' ? undefined : { title: tidy(found?.title ?? ''), text }
  } catch {
    // More elements than it takes, or a page that it cannot make sense of.
    return undefined
  }
}

function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
}

parentPort?.postMessage(read(String(workerData)))
