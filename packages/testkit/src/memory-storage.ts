/** `localStorage` in memory: what two tabs of one browser share. */
export class MemoryStorage implements Storage {
  readonly #items = new Map<string, string>()
  /** While this is true, nothing more fits in. */
  isFull = false

  get length(): number {
    return this.#items.size
  }

  get keys(): string[] {
    return [...this.#items.keys()]
  }

  key(index: number): string | null {
    return this.keys[index] ?? null
  }

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null
  }

  setItem(key: string, value: string): void {
    if (this.isFull) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    this.#items.set(key, value)
  }

  removeItem(key: string): void {
    this.#items.delete(key)
  }

  clear(): void {
    this.#items.clear()
  }
}
