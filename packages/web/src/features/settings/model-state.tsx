import { Fragment } from 'react'
import { access } from '../../shared/access.ts'
import { MODEL_KEYS } from '../../shared/model-keys.ts'
import { Setting } from './setting.tsx'
import { useFetched } from '../../shared/use-fetched.ts'

const fetchModels = () => access.models()

/** Which models are connected. Their keys are in the server's environment and never come here. [M1, S4] */
export function ModelState() {
  const { value, trouble } = useFetched(fetchModels)
  const connected = value?.providers.filter(({ rehearsal }) => !rehearsal) ?? []
  return (
    <Setting name="Models" note="Keys stand in the environment of the server and never reach this page.">
      {trouble && <p className="text-[13px] text-red">{trouble}</p>}
      {value && (
        <>
          <p className="pb-2 text-[13.5px]">
            Agents speak through{' '}
            <code className="rounded-md bg-field px-1.5 py-0.5 text-[12.5px]">{value.default}</code> unless
            they have a model of their own.
          </p>
          <ul className="grid gap-1.5">
            {connected.map(({ id, name, models, problem }) => (
              <li key={id} className="flex items-start gap-2 text-[13.5px]">
                <span
                  aria-hidden
                  className={`mt-[6px] size-2 shrink-0 rounded-full ${problem ? 'bg-[#ff9f0a]' : 'bg-[#34c759]'}`}
                />
                <span>
                  {name}
                  <span className="text-soft">
                    {' · '}
                    {problem ?? (models.length === 1 ? '1 model' : `${models.length} models`)}
                  </span>
                </span>
              </li>
            ))}
          </ul>
          {connected.length === 0 && (
            <p className="text-[13px] text-soft">
              Only rehearsal: set one of{' '}
              {MODEL_KEYS.map(([variable]) => (
                <Fragment key={variable}>
                  <code className="rounded-md bg-field px-1 py-0.5 text-[11.5px]">{variable}</code>{' '}
                </Fragment>
              ))}
              and start the server again, or start Ollama on its machine.
            </p>
          )}
        </>
      )}
    </Setting>
  )
}
