/** Marks the field that has chips before its text, and what takes the focus of each chip. */
export const CHIPS = { 'data-chips': '' }
export const CHIP = { 'data-chip': '' }

/**
 * The keys of chips in a field: arrows go from one to the next, and from the last to the text; from the beginning of
 * the text back to the last. Answers whether it was one of them. [W2, W7]
 */
export function moveAmongChips(from: HTMLElement, key: string): boolean {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key]
  const field = from.closest('[data-chips]')
  if (step === undefined || field === null) return false
  const stops = [...field.querySelectorAll<HTMLElement>('[data-chip], input')]
  const next = stops[stops.indexOf(from) + step]
  next?.focus()
  return next !== undefined
}

/** The text of the field in which this chip stands takes the focus. */
export function leaveChip(chip: HTMLElement): void {
  chip.closest('[data-chips]')?.querySelector('input')?.focus()
}
