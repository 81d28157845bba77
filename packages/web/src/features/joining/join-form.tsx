import { useState } from 'react'
import type { FormEvent } from 'react'
import type { InvitationView } from '@parley/protocol'
import type { Admission } from './use-admission.ts'

/** As in the protocol, whose schemas stay out of the browser. */
const MAX_NAME_CHARACTERS = 80

/** One click for who is signed in; a name for everybody else. [R4] */
export function JoinForm({ view, admission }: { view: InvitationView; admission: Admission }) {
  const [name, setName] = useState('')
  const { me } = view
  const join = (event: FormEvent) => {
    event.preventDefault()
    admission.join(me === undefined ? name.trim() : undefined)
  }
  return (
    <form onSubmit={join} className="flex w-full flex-col gap-3">
      {me === undefined ? (
        <input
          autoFocus
          required
          aria-label="Your name"
          placeholder="Your name"
          autoComplete="name"
          maxLength={MAX_NAME_CHARACTERS}
          value={name}
          onChange={(event) => setName(event.target.value)}
          className="h-12 w-full rounded-xl bg-field px-4 text-center text-[17px]"
        />
      ) : (
        <p className="text-[14px] text-soft">You join as {me.name}.</p>
      )}
      <button
        type="submit"
        disabled={admission.busy || (me === undefined && name.trim() === '')}
        className="h-12 w-full rounded-xl bg-blue-fill text-[16px] font-semibold text-white disabled:opacity-50"
      >
        {view.needsApproval ? 'Ask to join' : 'Join'}
      </button>
      {admission.trouble && (
        <p role="alert" className="text-[13px] text-red">
          {admission.trouble}
        </p>
      )}
    </form>
  )
}
