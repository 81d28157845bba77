import { SwitchRow } from '../../shared/switch-row.tsx'
import { workshop } from '../../shared/workshop.ts'
import { useLoaded } from './use-loaded.ts'

type ToolChoiceProps = { tools: string[] | undefined; onChoose: (tools: string[] | undefined) => void }

const load = () => workshop.tools()

/** Which of the workspace's tools the agent may use; nothing is shown where there is none. [M7] */
export function ToolChoice({ tools, onChoose }: ToolChoiceProps) {
  const { value } = useLoaded(load)
  if (value === undefined || value.tools.length === 0) return null
  const own = tools ?? value.defaults
  const has = (name: string, server: string | undefined) =>
    own.includes(name) || (server !== undefined && own.includes(`${server}__*`))
  const given = () => value.tools.filter(({ name, server }) => has(name, server)).map(({ name }) => name)
  return (
    <section aria-label="Tools" className="rounded-xl bg-raised px-4 py-2">
      <SwitchRow
        name="The workspace’s tools"
        note="Off: choose which ones it may use."
        checked={tools === undefined}
        onChange={(on) => onChoose(on ? undefined : given())}
      />
      {tools !== undefined &&
        value.tools.map(({ name, description, dangerous, server }) => (
          <SwitchRow
            key={name}
            name={name}
            note={`${firstSentence(description)}${dangerous ? ' Asks people first.' : ''}`}
            checked={has(name, server)}
            onChange={(on) => {
              const others = given().filter((one) => one !== name)
              onChoose(on ? [...others, name] : others)
            }}
          />
        ))}
    </section>
  )
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text
}
