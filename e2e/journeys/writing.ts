import { expect, test } from 'vitest'
import { say } from '../browser.ts'
import { press, swipe } from '../touch.ts'
import { heard, turnAway } from './alerts.ts'
import { choose, message } from './world.ts'
import type { World } from './world.ts'

/** What the two write to each other, and do with what was written. */
export function writing(world: World): void {
  const { desk, phone } = world

  test('[C2 D7 W1] each sees the other write; what nobody has seen is delivered, and then it is read', async () => {
    await phone.getByTestId('composer').pressSequentially('Is anybody')
    await desk.getByTestId('typing-bubble').waitFor()
    expect(await phone.getByTestId('typing-bubble').count()).toBe(0)
    const before = await heard(desk)
    await say(phone, 'Is anybody hungry?')
    await message(desk, 'Is anybody hungry?').waitFor()
    await desk.getByTestId('typing-bubble').waitFor({ state: 'detached' })
    await expect.poll(async () => (await heard(desk)).received).toBeGreaterThan(before.received)
    await turnAway(phone, true)
    await say(desk, 'Very. What is there?')
    await expect.poll(async () => (await heard(desk)).sent).toBeGreaterThan(before.sent)
    const delivery = message(desk, 'Very. What is there?').getByTestId('delivery')
    await delivery.getByText('Delivered', { exact: true }).waitFor()
    await turnAway(phone, false)
    await delivery.getByText('Read by Mina', { exact: true }).waitFor()
    expect(Object.values(await heard(phone)), 'a phone is silent unless it is told otherwise').toEqual([
      0, 0, 0, 0,
    ])
  })

  test('[W3] emoji by name, from the picker, and by a finger; alone they are large for both', async () => {
    const composer = desk.getByTestId('composer')
    await composer.pressSequentially(':tada')
    await desk.getByTestId('completion').waitFor()
    await desk.keyboard.press('Tab')
    await desk.getByRole('button', { name: 'Emoji' }).click()
    await desk.getByLabel('Search emoji').fill('rocket')
    await desk.keyboard.press('Enter')
    await expect.poll(() => composer.inputValue()).toMatch(/🎉 ?🚀/u)
    await composer.press('Enter')
    await message(phone, '🚀').locator('[data-jumbo]').waitFor()
    await phone.getByRole('button', { name: 'Emoji' }).tap()
    await phone.getByLabel('Search emoji').fill('leafy green')
    await phone.getByRole('dialog', { name: 'Emoji' }).getByRole('button').first().tap()
    await expect.poll(() => phone.getByTestId('composer').inputValue()).toBe('🥬')
    await phone.getByRole('button', { name: 'Send', exact: true }).tap()
    await message(desk, '🥬').locator('[data-jumbo]').waitFor()
  })

  test('[W3] a draft stays on the phone, is seen in its list, and by nobody else', async () => {
    await phone.getByTestId('composer').fill('I could bring')
    await phone.getByRole('link', { name: /^Back to the list/ }).tap()
    await phone.getByTestId('draft-preview').filter({ hasText: 'I could bring' }).waitFor()
    await phone.reload()
    await phone.getByTestId('room-row').tap()
    await expect.poll(() => phone.getByTestId('composer').inputValue()).toBe('I could bring')
    await say(phone, 'I could bring bread')
    await message(desk, 'I could bring bread').waitFor()
    const said = (await world.facts('message-posted')).map(({ data }) => data.text)
    expect(said).not.toContain('I could bring')
  })

  test('[R2 W3] one file is dropped and one pasted; both are seen to be on their way, then by both people', async () => {
    let open = () => {}
    const gate = new Promise<void>((resolve) => (open = resolve))
    const uploads = '**/api/rooms/*/attachments?*'
    await desk.route(uploads, (route) => gate.then(() => route.continue()))
    await desk.getByTestId('composer').evaluate((field) => {
      const drop = new DataTransfer()
      drop.items.add(new File(['Leeks, three.'], 'list.txt', { type: 'text/plain' }))
      field.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: drop }))
      const clipboardData = new DataTransfer()
      const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'
      clipboardData.items.add(new File([svg], 'plan.svg', { type: 'image/svg+xml' }))
      field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }))
    })
    await expect.poll(() => desk.getByTestId('upload').getByRole('progressbar').count()).toBe(2)
    expect(await desk.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true)
    open()
    await desk.locator('[data-testid=upload][data-state=there]').nth(1).waitFor()
    await desk.unroute(uploads)
    await desk.getByTestId('composer').fill('This is the plan')
    await desk.keyboard.press('Enter')
    for (const page of world.both) {
      await message(page, 'This is the plan').waitFor()
      expect(await message(page, 'This is the plan').textContent()).toContain('list.txt')
      expect(await message(page, 'This is the plan').textContent()).toContain('plan.svg')
    }
    const posted = (await world.facts('message-posted')).find(({ data }) => data.text === 'This is the plan')
    expect(posted?.data.attachments?.map(({ name }) => name)).toEqual(['list.txt', 'plan.svg'])
    const [file] = posted?.data.attachments ?? []
    const { url } = world.hosted.server
    const read = await phone.request.get(`${url}/api/rooms/${world.room}/attachments/${file?.id}`)
    expect(await read.text()).toBe('Leeks, three.')
  })

  test('[W4] Markdown stands as it is meant, on the phone too, with code in colours', async () => {
    const code = '```js\nconst soup = leeks.map(slice)\n```'
    await desk.getByTestId('composer').fill(`**First** the leeks:\n\n- washed\n- cut\n\n${code}`)
    await desk.keyboard.press('Enter')
    for (const page of world.both) {
      const bubble = message(page, 'the leeks').locator('.bubble')
      await bubble.locator('strong', { hasText: 'First' }).waitFor()
      expect(await bubble.getByRole('listitem').allTextContents()).toEqual(['washed', 'cut'])
      await bubble.locator('.hljs-keyword', { hasText: 'const' }).waitFor()
    }
  })

  test('[D8 W1] tapbacks from the menu and by a long press: balloons at both, and who gave them', async () => {
    const { reaction } = await heard(desk)
    await message(phone, 'Very. What is there?').scrollIntoViewIfNeeded()
    await message(desk, 'Very. What is there?').scrollIntoViewIfNeeded()
    await press(
      phone,
      message(phone, 'Very. What is there?').locator('.bubble'),
      phone.getByRole('group', { name: 'React' }),
    )
    await phone.getByRole('menuitemradio', { name: 'Laugh' }).tap()
    const balloons = message(desk, 'Very. What is there?').getByTestId('tapback')
    await balloons.waitFor()
    await expect.poll(async () => (await heard(desk)).reaction).toBe(reaction + 1)
    await message(desk, 'Very. What is there?').locator('.bubble').click({ button: 'right' })
    await desk.getByRole('menuitemradio', { name: 'Love' }).click()
    for (const page of world.both) {
      const given = message(page, 'Very. What is there?').getByTestId('tapback').locator('[data-reaction]')
      await expect.poll(() => given.count()).toBe(2)
    }
    await expect
      .poll(() => balloons.getAttribute('title'))
      .toMatch(/You loved.*Mina laughed|Mina laughed.*You loved/s)
    expect(await balloons.locator('[data-own=true]').getAttribute('data-reaction')).toBe('heart')
    const given = await world.facts('reaction-added')
    expect(given.map(({ data }) => data.reaction)).toEqual(['laugh', 'heart'])
  })

  test('[W3] drawn aside on the phone, a message is answered; the desk sees what the answer is to', async () => {
    const asked = await message(desk, 'the leeks').getAttribute('data-id')
    await message(phone, 'the leeks').scrollIntoViewIfNeeded()
    await swipe(phone, message(phone, 'the leeks').locator('.bubble'), 120)
    await phone.getByTestId('reply-bar').filter({ hasText: 'Robin' }).waitFor()
    await say(phone, 'Slices or cubes?')
    const answer = message(desk, 'Slices or cubes?')
    await answer.waitFor()
    expect(await answer.getByTestId('quote').textContent()).toContain('First the leeks')
    const posted = (await world.facts('message-posted')).at(-1)
    expect(posted?.data.replyTo).toBe(asked)
  })

  test('[D14 W3] arrow up edits the last message, and both read what it says now', async () => {
    await say(desk, 'Slices, all of them thick')
    await desk.getByTestId('composer').press('ArrowUp')
    await desk.getByTestId('message-editor').fill('Slices, all of them thin')
    await desk.keyboard.press('Enter')
    for (const page of world.both)
      await message(page, 'all of them thin')
        .getByText(/Edited/)
        .waitFor()
    expect(await message(phone, 'all of them thick').count()).toBe(0)
    expect((await world.facts('message-edited')).at(-1)?.data.text).toBe('Slices, all of them thin')
  })

  test('[D14] what is deleted is gone for both, and undo brings it back to both', async () => {
    const thin = message(desk, 'all of them thin')
    await choose(desk, thin, 'Delete')
    await message(phone, 'all of them thin').waitFor({ state: 'detached' })
    await thin.waitFor({ state: 'detached' })
    await desk.getByTestId('notice').getByRole('button', { name: 'Undo' }).click()
    for (const page of world.both) await message(page, 'all of them thin').waitFor()
    await desk.getByTestId('notice').waitFor({ state: 'detached' })
  })
}
