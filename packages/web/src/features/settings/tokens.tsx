import { useState } from 'react'
import { LIMITS } from '@parley/protocol'
import type { NewApiToken, Scope } from '@parley/protocol'
import { access } from '../../shared/access.ts'
import { listTime } from '../../shared/clock.ts'
import { useNow } from '../../shared/use-now.ts'
import { Secret } from './sessions.tsx'
import { Setting } from './setting.tsx'
import { SmallButton } from './small-button.tsx'
import { useFetched } from '../../shared/use-fetched.ts'

const fetchTokens = () => access.tokens()
const SCOPE_WORDS: readonly { scope: Scope; words: string }[] = [
  { scope: 'read', words: 'See rooms and messages' },
  { scope: 'write', words: 'Speak and react' },
  { scope: 'manage', words: 'Change rooms, members, agents and access' },
]

/** Tokens for programs that speak as oneself. [S1, A4] */
export function Tokens() {
  const { value, trouble, run } = useFetched(fetchTokens)
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly Scope[]>(['read', 'write'])
  const [made, setMade] = useState<NewApiToken>()
  const now = useNow()
  const make = async () => {
    const token = await run(() => access.makeToken({ name: name.trim(), scopes: [...scopes] }))
    if (token === undefined) return
    setMade(token)
    setName('')
  }
  return (
    <Setting name="Tokens" note="For programs that speak as you, such as a bot or a script.">
      <ul className="grid gap-1">
        {value?.map((token) => (
          <li key={token.id} className="flex min-h-10 items-center gap-3 text-[13.5px]">
            <span className="min-w-0 flex-1">
              <span className="block truncate">{token.name || 'Without a name'}</span>
              <span className="block text-[12px] text-soft">
                {token.scopes.join(', ')} · {listTime(token.createdAt, now)}
              </span>
            </span>
            <SmallButton danger onPress={() => void run(() => access.revokeToken(token.id))}>
              Revoke
            </SmallButton>
          </li>
        ))}
      </ul>
      <form
        className="grid gap-2 pt-2"
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <input
          aria-label="Name of the new token"
          placeholder="What is it for?"
          value={name}
          maxLength={LIMITS.maxNameCharacters}
          onChange={(event) => setName(event.target.value)}
          className="h-9 rounded-[9px] bg-field px-3 text-[15px] max-wide:text-[16px]"
        />
        <fieldset className="grid gap-1">
          <legend className="sr-only">What it may do</legend>
          {SCOPE_WORDS.map(({ scope, words }) => (
            <label
              key={scope}
              className="flex min-h-7 items-center pointer-coarse:min-h-11 gap-2 text-[13.5px]"
            >
              <input
                type="checkbox"
                checked={scopes.includes(scope)}
                onChange={(event) =>
                  setScopes(
                    event.target.checked ? [...scopes, scope] : scopes.filter((other) => other !== scope),
                  )
                }
                className="size-4 accent-[#0a7cff]"
              />
              {words}
            </label>
          ))}
        </fieldset>
        <button
          type="submit"
          disabled={scopes.length === 0}
          className="tap h-8 w-fit rounded-full bg-field px-3 text-[13px] font-medium text-blue hover:bg-bubble disabled:opacity-50"
        >
          Make a token
        </button>
      </form>
      {made && <Secret label="New token" value={made.token} note="Copy it now: it is not shown again." />}
      {trouble && <p className="pt-2 text-[13px] text-red">{trouble}</p>}
    </Setting>
  )
}
