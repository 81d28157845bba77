/** Three dots, 1.4 s, staggered by 0.2 s. [W1] */
export function TypingDots({ small }: { small?: boolean }) {
  return (
    <span aria-hidden className={small ? 'dots dots-small' : 'dots'}>
      <span />
      <span />
      <span />
    </span>
  )
}
