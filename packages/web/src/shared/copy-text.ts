/**
 * Puts text on the clipboard; rejects where the browser does not let the page. A page without a secure
 * connection, as on a home network, has no clipboard of its own, but may say what a copy command copies.
 */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text)
  let isTaken = false
  const give = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    isTaken = true
  }
  document.addEventListener('copy', give, { once: true })
  document.execCommand('copy')
  document.removeEventListener('copy', give)
  if (!isTaken) throw new Error('The browser does not let the page copy.')
}
