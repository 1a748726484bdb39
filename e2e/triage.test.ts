import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { untilReady } from './city.ts';
import { expectSound, keepPicturesOfFailure } from './faults.ts';
import { arrive, type Person } from './person.ts';

/** A form that helps who writes, and stops where life is in danger. */

const city = inject('city');
const people: Record<'resident', Person> = {} as never;
let browser: Browser;

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), untilReady(city)]);
  people.resident = await arrive(browser, 'resident', city.address, { viewport: { width: 390, height: 844 }, hasTouch: true });
});
afterAll(() => browser?.close());

const street = '350102004';
async function report(content: string) {
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const data = { content, area: street, identity: 'anonymous' };
  return (await (await people.resident.page.request.post('/api/cases', { data, headers })).json()) as {
    region: string;
    id: string;
    number: string;
  };
}

test('life in danger stops the form and shows the number to call, and who tells of the past goes on', async () => {
  keepPicturesOfFailure(() => Object.values(people));
  const { page } = people.resident;
  await page.goto('/');
  const words = page.getByRole('textbox', { name: '问题是什么样的' });
  await words.fill('我家楼下着火了，浓烟很大！');
  const dialog = page.getByRole('dialog', { name: '有危险，先打 119' });
  await dialog.waitFor();
  expect(await dialog.getByRole('link', { name: /拨打 119/ }).getAttribute('href')).toBe('tel:119');
  for (const number of ['110', '120'])
    expect(await dialog.getByRole('link', { name: new RegExp(number) }).getAttribute('href')).toBe(`tel:${number}`);
  await expectSound(people.resident);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '提交上报' }).click();
  await dialog.waitFor();
  await dialog.getByRole('button', { name: '不是现在发生的事，继续填写' }).click();
  await dialog.waitFor({ state: 'hidden' });
});

test('while somebody writes, the form says where it seems to be, who reported the same, and what tells who writes', async () => {
  keepPicturesOfFailure(() => Object.values(people));
  for (const end of ['晚上看不见路', '老人摔了一跤']) await report(`东街口榕城新苑门前的路灯坏了半个月，${end}`);
  const { page } = people.resident;
  await page.goto('/');
  const hints = page.getByRole('region', { name: '按您写的内容提示' });
  const words = page.getByRole('textbox', { name: '问题是什么样的' });
  // The reports of the neighbours are read by a job a moment after they came in; the form asks anew as its words grow.
  for (let tries = 0; tries < 20 && (await hints.getByText(/位邻居反映过/).count()) === 0; tries++) {
    await words.fill(`我叫陈小明，鼓楼区东街口榕城新苑门前的路灯坏了半个月，没人修${'。'.repeat(tries)}`);
    await page.waitForTimeout(1500);
  }
  await hints.getByText(/\d+ 位邻居反映过同样的问题/).waitFor();
  await hints.getByText('您写的内容可能让人认出您').waitFor();
  await hints.getByRole('button', { name: '鼓楼区' }).click();
  await expectSound(people.resident);
});
