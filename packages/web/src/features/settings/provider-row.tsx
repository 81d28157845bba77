import { useState } from 'react'
import type { ModelList, ModelTestAnswer } from '@parley/protocol'
import { errorSentence } from '../../shared/error-words.ts'
import { workshop } from '../../shared/workshop.ts'
import { keyWords, testedModel, testWords } from './provider-words.ts'
import { SmallButton } from './small-button.tsx'

type ProviderRowProps = { provider: ModelList['providers'][number]; workspaceDefault: string }

/** A provider: its key, its default model, and a test of whether that answers. [M1, M8] */
export function ProviderRow({ provider, workspaceDefault }: ProviderRowProps) {
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<ModelTestAnswer>()
  const [trouble, setTrouble] = useState<string>()
  const { name, models, problem } = provider
  const model = testedModel(provider, workspaceDefault)
  const test = async (tested: string) => {
    setBusy(true)
    setTrouble(undefined)
    setAnswer(undefined)
    try {
      setAnswer(await workshop.testModel(tested))
    } catch (error) {
      setTrouble(errorSentence(error))
    } finally {
      setBusy(false)
    }
  }
  const bad = answer?.ok === false || trouble !== undefined
  const dot = bad ? 'bg-red' : problem ? 'bg-[#ff9f0a]' : 'bg-[#34c759]'
  const said = trouble ?? (answer && testWords(answer))
  return (
    <li data-testid="provider" className="flex items-start gap-2.5 border-t border-line py-2.5 text-[13.5px]">
      <span aria-hidden className={`mt-[6px] size-2 shrink-0 rounded-full ${dot}`} />
      <span className="min-w-0 flex-1">
        <span className="block">
          {name}
          <span className="text-soft"> · {keyWords(provider)}</span>
        </span>
        {model && <code className="block text-[12px] [overflow-wrap:anywhere]">{model}</code>}
        <span className="block text-[12.5px] text-soft">
          {problem ??
            (models.length === 1 ? '1 model to choose from' : `${models.length} models to choose from`)}
        </span>
        <span role="status" className={`block text-[12.5px] ${bad ? 'text-red' : 'text-soft'}`}>
          {busy ? 'Asking it…' : said}
        </span>
      </span>
      {model && (
        <SmallButton busy={busy} label={`Test ${name}`} onPress={() => void test(model)}>
          Test
        </SmallButton>
      )}
    </li>
  )
}
