import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { untilReady } from './city.ts';
import { expectNoFaults, expectSound, keepPicturesOfFailure } from './faults.ts';
import { arrive, labelOf, type Person, signInAsOfficer, signInByPhone } from './person.ts';

/** Services: decided in seconds from what the city holds, and by a person where something is not clear. */

const city = inject('city');
const kiosk = { viewport: { width: 1080, height: 1440 }, hasTouch: true };
let browser: Browser;

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), untilReady(city)]);
});
afterAll(() => browser?.close());

async function resident(phone: string, called: string): Promise<Person> {
  const person = await arrive(browser, 'applicant', city.address, kiosk);
  keepPicturesOfFailure(() => [person]);
  await signInByPhone(person, phone, called);
  return person;
}

/** Finds a service with the words of a resident and opens it. */
async function open(page: Page, words: string, name: string) {
  await page.goto('/services');
  await page.getByLabel('想办什么事').fill(words);
  await page.getByRole('button', { name: '查找' }).click();
  await page
    .getByRole('link', { name: new RegExp(name) })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByLabel('您住在哪个县（市、区）').selectOption({ label: '鼓楼区' });
}
const choose = async (page: Page, question: string, answer: string) =>
  labelOf(page.getByRole('group', { name: new RegExp(question) }).getByRole('radio', { name: answer, exact: true })).click();
const consent = (page: Page) => choose(page, '可以替您查询这些登记吗', '可以');
const next = (page: Page) => page.getByRole('button', { name: '下一步：看看已有哪些信息' }).click();

async function askAllowance({ page }: Person, change: (page: Page) => Promise<void> = async () => undefined) {
  await open(page, '高龄津贴', '高龄津贴申领');
  await choose(page, '为谁办理', '本人');
  await choose(page, '津贴发到哪里', '社会保障卡');
  await consent(page);
  await next(page);
  await page
    .getByText(/来自户籍登记/)
    .first()
    .waitFor();
  await change(page);
  await page.getByLabel(/^银行账号/).fill('6217001820001234560');
  await page.getByLabel(/^联系电话/).fill('13805910081');
  await page.getByRole('button', { name: '提交申请' }).click();
}

test('a woman of 81 has the senior allowance in seconds, with the reasons, and asks for nothing that the city knows', async () => {
  const chen = await resident('13805910081', '陈桂香');
  const began = Date.now();
  await askAllowance(chen);
  await chen.page.getByText('已核准', { exact: true }).waitFor();
  expect(Date.now() - began).toBeLessThan(60_000);
  await chen.page.getByRole('heading', { name: '办理依据' }).waitFor();
  await chen.page.getByText(/规则 senior-allowance 第 1 版/).waitFor();
  expect(await chen.page.getByText('一致', { exact: true }).count()).toBeGreaterThan(3);
  await expectSound(chen);
  await chen.page.getByRole('button', { name: '请工作人员复核' }).click();
  const dialog = chen.page.getByRole('dialog', { name: '请工作人员复核' });
  await dialog.getByLabel('说明').fill('金额是按哪一档算的？');
  await dialog.getByRole('button', { name: '发送' }).click();
  await chen.page.getByText('请人工复核', { exact: true }).waitFor();
  await chen.page.goto('/me/looks');
  await chen.page.getByRole('heading', { name: '鼓楼区民政局，为办理您申请的事项，查看了家庭情况、津贴补助、银行账号' }).waitFor();
  await expectSound(chen);
  await chen.page.getByRole('link', { name: '看这件申请' }).first().click();
  await chen.page.getByText('请人工复核', { exact: true }).waitFor();
  expectNoFaults(chen);
});

test('a sole trader registers and has the licence at once', async () => {
  const lin = await resident('13805910036', '林小榕');
  const { page } = lin;
  await open(page, '个体工商户设立', '个体工商户设立登记');
  await choose(page, '是否使用字号名称', '使用');
  await choose(page, '经营场所证明用告知承诺代替吗', '承诺');
  await consent(page);
  await next(page);
  await page.getByLabel(/^字号名称/).fill('榕树下小吃店');
  await page.getByLabel(/^经营范围类别/).selectOption('一般');
  await page.getByLabel(/^经营范围(?!类别)/).fill('餐饮配送');
  await page.getByLabel(/^经营场所/).fill('鼓楼区东街口1号');
  await page.getByLabel(/^组成形式/).selectOption('个人经营');
  await page.getByLabel(/^联系电话/).fill('13805910036');
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByText('已核准', { exact: true }).waitFor();
  await page.getByText('证照编号').waitFor();
  expectNoFaults(lin);
});

test('a mismatch goes to an officer with the difference marked, and the applicant reads what was decided', async () => {
  const huang = await resident('13805910082', '黄秀英');
  await askAllowance(huang, (page) => page.getByLabel(/^出生日期/).fill('1940-01-01'));
  await huang.page.getByText('人工办理中', { exact: true }).waitFor();
  await huang.page.getByRole('heading', { name: '为什么转人工' }).waitFor();
  const address = new URL(huang.page.url()).pathname;

  const officer = await arrive(browser, 'civil', city.address);
  keepPicturesOfFailure(() => [huang, officer]);
  await signInAsOfficer(officer, 'civil', '/applications');
  await officer.page.getByRole('link', { name: /高龄津贴申领.*1 处不一致/ }).click();
  const row = officer.page.getByRole('row', { name: /出生日期/ });
  await row.getByText('1940-01-01').waitFor();
  await row.getByText('1944-09-17').waitFor();
  await row.getByText('不一致', { exact: true }).waitFor();
  await expectSound(officer);
  await officer.page.getByLabel('理由').fill('以户籍登记的出生日期为准，条件符合。');
  await officer.page.getByRole('button', { name: '提交', exact: true }).click();
  await officer.page.getByText('已核准', { exact: true }).waitFor();

  await huang.page.goto(address);
  await huang.page.getByText('已核准', { exact: true }).waitFor();
  await huang.page.getByText(/以户籍登记的出生日期为准/).waitFor();
  expectNoFaults(officer);
  expectNoFaults(huang);
});
