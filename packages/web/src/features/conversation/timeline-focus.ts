/** Moves the focus from one message to another as `key` says; answers whether it is such a key. [W7] */
export function moveFocus(row: HTMLElement, key: string): boolean {
  const rows = [...(row.parentElement?.querySelectorAll<HTMLElement>(':scope > [role="article"]') ?? [])]
  const target = {
    ArrowUp: rows[rows.indexOf(row) - 1],
    ArrowDown: rows[rows.indexOf(row) + 1],
    Home: rows[0],
    End: rows.at(-1),
  }[key]
  target?.focus()
  return target !== undefined
}
