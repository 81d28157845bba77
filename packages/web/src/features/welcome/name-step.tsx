import { LIMITS } from '@parley/protocol'

/** The name that all rooms show. */
export function NameStep({ name, onName }: { name: string; onName: (name: string) => void }) {
  return (
    <input
      aria-label="Your name"
      value={name}
      maxLength={LIMITS.maxNameCharacters}
      autoComplete="name"
      onChange={(event) => onName(event.target.value)}
      className="h-12 w-full max-w-[320px] rounded-[14px] bg-field px-4 text-center text-[18px]"
    />
  )
}
