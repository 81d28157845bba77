import type { Agent, RoomExport } from '@parley/protocol'
import { buffer } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { say } from '../browser.ts'
import { choose, closeDetails, message, openDetails } from './world.ts'
import type { World } from './world.ts'

type AgentList = { agents: Agent[] }

const MET = ['Danny Meyer', 'Fidji Simo', 'Jiro Ono']

/** Rooms and agents are copied, taken out and brought in again. */
export function making(world: World): void {
  const { desk, phone } = world
  const { url } = world.hosted.server

  test('[R5] forked at a message: what came later is not there, nor is the guest, and the first room goes on', async () => {
    await say(desk, 'Here it forks')
    await say(desk, 'This stays behind')
    await choose(desk, message(desk, 'Here it forks'), 'Fork from here')
    await desk.waitForURL((at) => at.pathname.startsWith('/r/') && !at.pathname.endsWith(world.room))
    await message(desk, 'Here it forks').waitFor()
    expect(await message(desk, 'This stays behind').count()).toBe(0)
    await say(desk, 'Another way')
    expect(await phone.getByText('Another way').count()).toBe(0)
    await desk.goto(`${url}/r/${world.room}`)
    await message(desk, 'This stays behind').waitFor()
    const said = (await world.facts('message-posted')).map(({ data }) => data.text)
    expect(said).toContain('This stays behind')
    expect(said).not.toContain('Another way')
  })

  test('[R5] exported, and imported again: the same words, by the same people', async () => {
    await openDetails(desk)
    const file = await saved(desk, 'Everything, to import again')
    expect((await saved(desk, 'To read, as Markdown')).toString()).toContain('This stays behind')
    await closeDetails(desk)
    const exported = JSON.parse(file.toString()) as RoomExport
    await desk.getByRole('link', { name: 'New room' }).click()
    await desk
      .getByLabel('File to import')
      .setInputFiles({ name: 'room.json', mimeType: 'application/json', buffer: file })
    await desk.waitForURL((at) => at.pathname.startsWith('/r/') && !at.pathname.endsWith(world.room))
    await message(desk, 'This stays behind').waitFor()
    const copy = new URL(desk.url()).pathname.split('/').at(-1)
    const again = await world.hosted.api<RoomExport>(`/api/rooms/${copy}/export?format=json`)
    expect(wordsOf(again)).toEqual(wordsOf(exported))
    await desk.goto(`${url}/r/${world.room}`)
    await desk.getByTestId('composer').waitFor()
  })

  test('[A1] an agent is made, tried, edited and doubled; saved, it is as it was tried', async () => {
    await desk.getByRole('link', { name: 'Contacts', exact: true }).click()
    await desk.getByRole('link', { name: 'New agent' }).click()
    await desk.getByLabel('Name', { exact: true }).fill('Nadia')
    await desk.getByLabel('Personality').fill('Warm, tired, exact.')
    await desk.getByLabel('Say something to it').fill('What is in the oven?')
    await desk.getByRole('button', { name: 'Ask', exact: true }).click()
    await desk.getByTestId('try-agent').waitFor()
    await desk.getByRole('button', { name: 'Create' }).click()
    await desk.waitForURL(/\/agents\/a_/)
    await desk.getByLabel('Title', { exact: true }).fill('Night baker')
    await desk.getByRole('button', { name: 'Save', exact: true }).click()
    await desk.getByText('Saved. Every room has it.').waitFor()
    await desk.getByRole('button', { name: 'Duplicate' }).click()
    await desk.getByRole('heading', { name: 'Nadia 2' }).waitFor()
    const { agents } = await world.hosted.api<AgentList>('/api/agents')
    const made = agents.filter(({ name }) => name.startsWith('Nadia'))
    expect(made.map(({ name, title }) => [name, title])).toEqual([
      ['Nadia', 'Night baker'],
      ['Nadia 2', 'Night baker'],
    ])
  })

  test('[A3] saved as a card and brought in again, it is the same agent', async () => {
    const card = await saved(desk, 'png')
    await desk.getByRole('button', { name: 'Delete', exact: true }).click()
    await desk.getByText('Nadia 2 was deleted.').waitFor()
    await desk
      .getByLabel('Character card')
      .setInputFiles({ name: 'nadia.png', mimeType: 'image/png', buffer: card })
    await desk.getByText('Nadia 2 is among your contacts.').waitFor()
    const contacts = desk.getByRole('region', { name: 'Contacts' })
    await contacts.getByRole('link', { name: /^Nadia 2/ }).click()
    expect(await desk.getByLabel('Personality').inputValue()).toBe('Warm, tired, exact.')
    const { agents } = (await (await phone.request.get(`${url}/api/agents`)).json()) as AgentList
    expect(agents.map(({ name }) => name).toSorted(), 'whom the guest knows').toEqual(MET)
    expect(
      agents.map(({ personality }) => personality),
      'and what she may know of them',
    ).toEqual(['', '', ''])
  })

  test('[R3] the new agent comes into the room and goes again; both read it there', async () => {
    await desk.goto(`${url}/r/${world.room}`)
    const details = await openDetails(desk)
    await details.getByRole('button', { name: 'Add somebody' }).click()
    await details.getByRole('combobox', { name: 'Add somebody' }).fill('Nadia')
    await details
      .getByRole('option', { name: /^Nadia/ })
      .first()
      .click()
    await phone.getByText('Robin added Nadia', { exact: true }).waitFor()
    await phone.getByRole('button', { name: /^Ask Nadia/ }).waitFor()
    await details.getByRole('button', { name: 'Remove Nadia' }).click()
    await details
      .getByRole('group', { name: /^Remove Nadia/ })
      .getByRole('button', { name: 'Remove' })
      .click()
    await phone.getByText('Robin removed Nadia').waitFor()
    await phone.getByRole('button', { name: /^Ask Nadia/ }).waitFor({ state: 'detached' })
    await closeDetails(desk)
    await desk.getByText('You removed Nadia').waitFor()
  })
}

async function saved(page: Page, name: string): Promise<Buffer> {
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name, exact: true }).click()
  return buffer(await (await download).createReadStream())
}

/** What was said, when, and by the how-manieth of all who spoke: whoever is no member here has another id. */
function wordsOf({ timeline }: RoomExport): unknown[] {
  const authors: string[] = []
  return timeline.flatMap((item) => {
    // What was regenerated left an empty place, which a copy does not have.
    if (item.kind !== 'message' || item.text === '') return []
    if (!authors.includes(item.by)) authors.push(item.by)
    // A copy names the files below the words.
    return [[authors.indexOf(item.by), item.at, item.text.split('\n')[0]]]
  })
}
