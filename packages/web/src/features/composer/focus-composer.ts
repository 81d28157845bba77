const COMPOSER = '[data-shortcut="composer"]'

/** Brings the focus to where one writes, if anything is there to write in. */
export function focusComposer(): void {
  document.querySelector<HTMLElement>(COMPOSER)?.focus()
}

/** Whether the composer has the focus. */
export function isWriting(): boolean {
  return document.activeElement?.matches(COMPOSER) === true
}
