import { useState } from 'react'
import { access } from '../../shared/access.ts'
import { listTime } from '../../shared/clock.ts'
import { useNow } from '../../shared/use-now.ts'
import { browserName } from './browser-name.ts'
import { Setting } from './setting.tsx'
import { SmallButton } from './small-button.tsx'
import { useFetched } from '../../shared/use-fetched.ts'

const fetchSessions = () => access.sessions()

/** Where one is signed in, and the way to sign in elsewhere or to end it. [S1] */
export function Sessions() {
  const { value, trouble, run } = useFetched(fetchSessions)
  const [link, setLink] = useState<string>()
  const now = useNow()
  const make = async () => {
    const path = await run(() => access.signInLink())
    if (path !== undefined) setLink(new URL(path, location.origin).href)
  }
  return (
    <Setting name="Signed-in browsers">
      <ul className="grid gap-1">
        {value?.map(({ id, userAgent, createdAt, current }) => (
          <li key={id} className="flex min-h-10 items-center gap-3 text-[13.5px]">
            <span className="min-w-0 flex-1">
              <span className="block truncate">
                {browserName(userAgent)}
                {current && <span className="text-soft"> · this one</span>}
              </span>
              <span className="block text-[12px] text-soft">Since {listTime(createdAt, now)}</span>
            </span>
            <SmallButton
              danger
              onPress={() => void run(() => access.endSession(id)).then(() => current && location.reload())}
            >
              {current ? 'Sign out' : 'End'}
            </SmallButton>
          </li>
        ))}
      </ul>
      <div className="pt-2">
        <SmallButton onPress={() => void make()}>Link for another browser</SmallButton>
      </div>
      {link && <Secret label="Sign-in link" value={link} note="It works once. Whoever opens it is you." />}
      {trouble && <p className="pt-2 text-[13px] text-red">{trouble}</p>}
    </Setting>
  )
}

type SecretProps = { label: string; value: string; note: string }

/** Something that is shown this once, to be copied. */
export function Secret({ label, value, note }: SecretProps) {
  return (
    <div className="pt-2">
      <input
        readOnly
        aria-label={label}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
        className="h-9 w-full rounded-[9px] bg-field px-3 font-mono text-[12.5px]"
      />
      <p className="pt-1 text-[12.5px] text-soft">{note}</p>
    </div>
  )
}
