/** What a model thought before it spoke, on demand. [M4] */
export function ThinkingNote({ text }: { text: string }) {
  return (
    <details className="tool-calls" data-testid="thinking">
      <summary>Thoughts</summary>
      <pre>{text}</pre>
    </details>
  )
}
