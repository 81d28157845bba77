import { CardDialog } from '../../shared/card-dialog.tsx'
import { MODEL_KEYS } from '../../shared/model-keys.ts'

/** Which environment variables connect a model. Keys stay on the server. [M1] */
export function RehearsalHelp({ onClose }: { onClose: () => void }) {
  return (
    <CardDialog title="Connect a model" onClose={onClose}>
      <p className="text-[14px] text-soft">
        Stop the server, set one of these in its environment, and start it again. Keys never reach this page.
      </p>
      <dl className="my-4 grid gap-2.5 text-[13px]">
        {MODEL_KEYS.map(([variable, provider]) => (
          <div key={variable}>
            <dt>
              <code className="rounded-md bg-field px-1.5 py-0.5 text-[12px]">{variable}</code>
            </dt>
            <dd className="mt-0.5 pl-1.5 text-soft">{provider}</dd>
          </div>
        ))}
      </dl>
      <p className="text-[13px] text-soft">
        Ollama needs no key: if it runs on the same machine, it is found. <code>PARLEY_MODEL</code> chooses
        between several, as in <code>anthropic:name-of-the-model</code>.
      </p>
    </CardDialog>
  )
}
