import type { Agent, MemberId } from '@parley/protocol'
import { LIMITS } from '@parley/protocol'
import { SwitchRow } from '../../shared/switch-row.tsx'
import { AvatarEditor } from './avatar-editor.tsx'
import type { Draft } from './draft.ts'
import { Field } from './field.tsx'
import { ModelChoice } from './model-choice.tsx'
import { Talkativeness } from './talkativeness.tsx'
import { ToolChoice } from './tool-choice.tsx'

type AgentEditorProps = {
  agent: Agent | undefined
  draft: Draft
  onChange: (change: Partial<Draft>) => void
}

const UNSAVED = 'a_new' as MemberId

/** Everything that makes an agent. [A1] */
export function AgentEditor({ agent, draft, onChange }: AgentEditorProps) {
  return (
    <div className="grid gap-4">
      <section aria-label="Appearance" className="rounded-xl bg-raised px-4 py-5">
        <AvatarEditor id={agent?.id ?? UNSAVED} draft={draft} onChange={onChange} />
        {agent?.starter && (
          <p className="pt-3 text-center text-[12px] text-soft">An AI impression, written by us.</p>
        )}
      </section>
      <section aria-label="Who it is" className="grid gap-3 rounded-xl bg-raised p-4">
        <Field
          label="Name"
          value={draft.name}
          max={LIMITS.maxNameCharacters}
          onChange={(name) => onChange({ name })}
        />
        <Field
          label="Title"
          placeholder="Night baker"
          value={draft.title}
          max={LIMITS.maxNameCharacters}
          onChange={(title) => onChange({ title })}
        />
        <Field
          label="Bio"
          note="For the people of the room. The model is not told."
          value={draft.bio}
          max={1_000}
          rows={2}
          onChange={(bio) => onChange({ bio })}
        />
      </section>
      <section aria-label="How it talks" className="grid gap-3 rounded-xl bg-raised p-4">
        <Field
          label="Personality"
          note="How it talks, not what about. Its model is told this with every message."
          value={draft.personality}
          max={LIMITS.maxPersonalityCharacters}
          rows={7}
          onChange={(personality) => onChange({ personality })}
        />
        <Field
          label="First message"
          note="It can open a new room with it. {{user}} becomes the name of whoever makes the room."
          value={draft.firstMessage}
          max={LIMITS.maxFirstMessageCharacters}
          rows={2}
          onChange={(firstMessage) => onChange({ firstMessage })}
        />
      </section>
      <section aria-label="Behaviour" className="rounded-xl bg-raised px-4 py-1">
        <ModelChoice model={draft.model} onChoose={(model) => onChange({ model })} />
        <Talkativeness
          value={draft.talkativeness}
          onChange={(talkativeness) => onChange({ talkativeness })}
        />
        <SwitchRow
          name="Paused"
          note="Stays in its rooms and says nothing."
          checked={draft.paused}
          onChange={(paused) => onChange({ paused })}
        />
      </section>
      <ToolChoice tools={draft.tools} onChoose={(tools) => onChange({ tools })} />
    </div>
  )
}
