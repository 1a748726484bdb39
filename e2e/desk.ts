import type { Locator, Page } from 'playwright-core';
import { expectSound } from './faults.ts';
import type { Person } from './person.ts';

/** What an officer does on the page of a case, by the names that stand there. */

const panelOf = (page: Page) => page.getByRole('region', { name: '可以办理' });

/** Does what the panel offers under this name: opens its form where it is folded, fills it, sends it, and sees it go. */
export async function act(person: Person, action: string, fill: (form: Locator) => Promise<unknown> = async () => undefined) {
  const { page } = person;
  const button = page.getByRole('button', { name: action, exact: true });
  await panelOf(page).getByRole('button', { name: action, exact: true }).first().waitFor();
  const form = panelOf(page).locator('form').filter({ has: button });
  if ((await form.count()) === 0) await panelOf(page).getByRole('button', { name: action, exact: true, expanded: false }).click();
  await fill(form);
  await expectSound(person);
  await form.getByRole('button', { name: action, exact: true }).click();
  await form.waitFor({ state: 'detached' });
}

export const note = (label: string, text: string) => (form: Locator) => form.getByRole('textbox', { name: label }).fill(text);

/** Takes a unit that the responsibility list offers. */
export const take = (form: Locator, unit: string) => form.getByRole('button', { name: unit, exact: true, pressed: false }).click();

/** Rules on the request that stands open: chooses, says why, and says it once more. */
export async function rule(person: Person, ruling: string, why: string) {
  const { page } = person;
  await panelOf(page).getByRole('group', { name: '申请与裁定' }).getByRole('button', { name: ruling, exact: true }).click();
  const form = panelOf(page)
    .locator('form')
    .filter({ has: page.getByRole('textbox', { name: '裁定说明' }) });
  await note('裁定说明', why)(form);
  await expectSound(person);
  await form.getByRole('button', { name: ruling, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: ruling, exact: true }).click();
  await form.waitFor({ state: 'detached' });
}
