import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { untilReady } from './city.ts';
import { expectNoFaults, expectSound, keepPicturesOfFailure } from './faults.ts';
import { arrive, type Person, photo, signInByPhone } from './person.ts';

/** Reports without a name, and reports without a network. */

const city = inject('city');
const small = { viewport: { width: 360, height: 740 }, hasTouch: true };
let browser: Browser;

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), untilReady(city)]);
});
afterAll(() => browser?.close());

async function atHome(name: string): Promise<Person> {
  const person = await arrive(browser, name, city.address, small);
  keepPicturesOfFailure(() => [person]);
  await person.page.goto('/');
  return person;
}

const english = (page: Page) => page.getByRole('button', { name: 'English', exact: true }).click();

test('somebody reports without a name in English on a small phone, and follows it by number and query code on another', async () => {
  const reporter = await atHome('reporter');
  const { page } = reporter;
  await english(page);
  await page.getByRole('heading', { level: 1, name: 'Spot it. Snap it.' }).waitFor();
  await page.getByRole('button', { name: 'Choose a street' }).click();
  await page.getByRole('dialog').getByLabel('Choose a street').fill('东街');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Dongjie Subdistrict/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Street light' }).click();
  await page.getByLabel('What is it like').fill('The street light at the school gate has been out for three nights.');
  await page.getByRole('button', { name: 'Submit report' }).click();
  await page.getByRole('heading', { level: 1, name: 'We have it' }).waitFor();
  const [number, code] = await page.getByRole('definition').allInnerTexts();
  expect(number).toMatch(/^350102-\d{8}-\d{6,9}-\d$/);
  expect(code).toMatch(/^[0-9A-Z]{10}$/);
  await expectSound(reporter);
  expectNoFaults(reporter);

  const follower = await atHome('follower');
  const other = follower.page;
  await english(other);
  await other.getByRole('link', { name: 'Track by number' }).click();
  await other.getByLabel('Number', { exact: true }).fill(`${number}`);
  await other.getByLabel('Query code').fill(`${code}`);
  await other.getByRole('button', { name: 'Find' }).click();
  await other.getByRole('heading', { level: 1, name: /street light at the school gate/ }).waitFor();
  await other.getByText('Waiting to be accepted', { exact: true }).waitFor();

  // The code opens the record without standing in its address.
  const [record] = await Promise.all([other.waitForEvent('download'), other.getByRole('link', { name: 'Draft as PDF' }).click()]);
  expect(record.suggestedFilename()).toMatch(/^35\d{4}-.*-draft\.pdf$/);
  expect(await record.failure()).toBeNull();

  await other.getByRole('button', { name: 'Urge' }).click();
  const urging = other.getByRole('dialog', { name: 'Urge' });
  await urging.getByLabel(/^Anything to say/).fill('It is dark and the children walk there.');
  await expectSound(follower);
  await urging.getByRole('button', { name: 'Urge' }).click();
  await other.getByText('Urged 1 time', { exact: true }).waitFor();

  await other.getByRole('button', { name: 'Withdraw this report' }).click();
  const withdrawing = other.getByRole('dialog', { name: 'Withdraw this report' });
  await withdrawing.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await other.getByText('Withdrawn', { exact: true }).first().waitFor();
  expect(await other.getByRole('button', { name: 'Urge' }).count()).toBe(0);
  expectNoFaults(follower);
});

/** How many reports with these words stand in the list of whoever is signed in. */
async function countMine(page: Page, words: string): Promise<number> {
  await page.getByRole('navigation', { name: '主要栏目' }).getByRole('link', { name: '我上报的' }).click();
  await page.getByRole('link').filter({ hasText: words }).first().waitFor();
  return page.getByRole('link').filter({ hasText: words }).count();
}

async function fill(page: Page, words: string) {
  await page.getByLabel('具体地址').fill('鼓楼区东街口地铁站 B 口旁');
  await page.getByLabel('问题是什么样的').fill(words);
}

test('a report with a photo written without a network is kept on the phone and delivered once when the network is back', async () => {
  const person = await atHome('offline');
  const { page, context } = person;
  await signInByPhone(person, '13805910002', '陈先生');
  await page.getByRole('navigation', { name: '主要栏目' }).getByRole('link', { name: '上报', exact: true }).click();
  await page.getByRole('button', { name: '提交上报' }).waitFor();
  // A moment after the first touch the page fetches ahead what it shows without a network.
  await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => /done-page.*\.js/.test(name)));
  await context.setOffline(true);
  await page.getByLabel('拍照片').setInputFiles(await photo('offline.jpg', '#7d8c94'));
  await page.getByText('联网后再传').waitFor();
  await fill(page, '地铁口的盲道被共享单车占满，盲人走不了。');
  await page.getByRole('button', { name: '提交上报' }).click();
  await page.getByRole('heading', { level: 1, name: '已存在这台手机上' }).waitFor();
  await page.getByText('有 1 件上报还没送出').waitFor();
  await expectSound(person);
  person.faults.length = 0;

  await context.setOffline(false);
  await page.getByText('刚才存下的上报已送达').waitFor();
  await page.getByRole('button', { name: '查看' }).click();
  await page.getByText(/^35\d{4}-\d{8}-\d{6,9}-\d$/).waitFor();
  expect(await countMine(page, '盲道被共享单车占满')).toBe(1);
  await page.getByRole('link').filter({ hasText: '盲道被共享单车占满' }).click();
  await page.getByRole('img', { name: '上报时的照片 1' }).waitFor();
  expectNoFaults(person);
});

test('a report whose answer was lost on the way is sent again and still stands once in the list', async () => {
  const person = await atHome('lost-answer');
  const { page, context } = person;
  await signInByPhone(person, '13805910003', '吴女士');
  await page.getByRole('navigation', { name: '主要栏目' }).getByRole('link', { name: '上报', exact: true }).click();
  let lost = 0;
  await context.route('**/api/cases', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await fill(page, '小区门口的垃圾桶三天没有人来收了。');
  await page.getByRole('button', { name: '提交上报' }).click();
  await page.getByRole('heading', { level: 1, name: '已存在这台手机上' }).waitFor();
  await page.getByRole('button', { name: '现在送' }).click();
  await page.getByText('刚才存下的上报已送达').waitFor();
  expect(lost).toBe(1);
  expect(await countMine(page, '垃圾桶三天没有人来收')).toBe(1);
});
