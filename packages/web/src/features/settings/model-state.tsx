import { Fragment } from 'react'
import { MODEL_KEYS } from '../../shared/model-keys.ts'
import { useFetched } from '../../shared/use-fetched.ts'
import { workshop } from '../../shared/workshop.ts'
import { ProviderRow } from './provider-row.tsx'
import { Setting } from './setting.tsx'

const fetchModels = () => workshop.models()

/** Which models are connected, and whether they answer. Keys stay in the server's environment. [M1, M8, S4] */
export function ModelState() {
  const { value, trouble } = useFetched(fetchModels)
  const connected = value?.providers.filter(({ rehearsal }) => !rehearsal) ?? []
  return (
    <Setting name="Models and keys" note="Keys stay in the server’s environment and never reach this page.">
      {trouble && <p className="text-[13px] text-red">{trouble}</p>}
      {value && (
        <>
          <p className="pb-1 text-[13.5px]">
            Agents speak through{' '}
            <code className="rounded-md bg-field px-1.5 py-0.5 text-[12.5px]">{value.default}</code> unless
            they have a model of their own.
          </p>
          <ul aria-label="Providers">
            {connected.map((provider) => (
              <ProviderRow key={provider.id} provider={provider} workspaceDefault={value.default} />
            ))}
          </ul>
          <p className="pt-1.5 text-[13px] leading-[20px] text-soft">
            {connected.length === 0
              ? 'No model is connected, so agents only rehearse. Set '
              : 'To connect more, set '}
            {MODEL_KEYS.map(([variable]) => (
              <Fragment key={variable}>
                <code className="rounded-md bg-field px-1 py-0.5 text-[11.5px]">{variable}</code>{' '}
              </Fragment>
            ))}
            (one is enough) and restart the server, or start Ollama on its machine.
          </p>
        </>
      )}
    </Setting>
  )
}
