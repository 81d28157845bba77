import { SwitchRow } from '../../shared/switch-row.tsx'
import { workshop } from '../../shared/workshop.ts'
import { absentTools, offeredTools, withTool } from './tool-list.ts'
import type { OfferedTool } from './tool-list.ts'
import { useLoaded } from './use-loaded.ts'

type ToolChoiceProps = { tools: string[] | undefined; onChoose: (tools: string[] | undefined) => void }

const load = () => workshop.tools()

/** Which of the workspace's tools the agent has: those of all, or a choice of its own. [A1, M7, S5] */
export function ToolChoice({ tools, onChoose }: ToolChoiceProps) {
  const { value } = useLoaded(load)
  if (value === undefined || value.tools.length === 0) return null
  const isOwn = tools !== undefined
  const offered = offeredTools(value, tools)
  const absent = absentTools(value, tools)
  return (
    <section aria-label="Tools" className="rounded-xl bg-raised px-4 py-2.5">
      <div className="flex items-start justify-between gap-4 pb-1">
        <span>
          <h2 className="text-[15px] font-medium">Tools</h2>
          <span className="block text-[12.5px] leading-[16px] text-soft">{ownWords(isOwn, offered)}</span>
        </span>
        <button
          type="button"
          onClick={() => onChoose(isOwn ? undefined : withTool(value, tools))}
          className="h-8 shrink-0 rounded-full bg-field px-3 text-[13px] font-medium text-blue hover:bg-bubble"
        >
          {isOwn ? 'Use the default' : 'Choose'}
        </button>
      </div>
      {offered.map((tool) => (
        <SwitchRow
          key={tool.name}
          name={tool.name}
          note={noteOf(tool)}
          checked={tool.has}
          disabled={!isOwn}
          onChange={(has) => onChoose(withTool(value, tools, { name: tool.name, has }))}
        />
      ))}
      {absent.length > 0 && (
        <p className="pt-1.5 text-[12.5px] text-soft">Not here just now: {absent.join(', ')}.</p>
      )}
    </section>
  )
}

function ownWords(isOwn: boolean, offered: readonly OfferedTool[]): string {
  const count = offered.filter(({ has }) => has).length
  const number = count === 0 ? 'none' : count === 1 ? 'one' : `${count} of ${offered.length}`
  return isOwn ? `Its own choice: ${number}.` : `The workspace’s default: ${number}.`
}

function noteOf({ description, web, dangerous, server }: OfferedTool): string {
  const marks = [
    server === undefined ? '' : `Of ${server}.`,
    web ? 'Reaches the web.' : '',
    dangerous ? 'Dangerous: asks people first.' : '',
  ]
  return [firstSentence(description), ...marks].filter((mark) => mark !== '').join(' ')
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text
}
