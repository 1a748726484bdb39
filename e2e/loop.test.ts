import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { untilReady } from './city.ts';
import { act, note, take } from './desk.ts';
import { expectNoFaults, expectSound, keepPicturesOfFailure } from './faults.ts';
import { arrive, labelOf, type Person, photo, signInAsOfficer, signInByPhone } from './person.ts';

/** The whole loop, by what stands on the pages and nothing else: one report, five people at five browsers, and the supervisor who looks on. */

const city = inject('city');
const words = '东街口天桥下的下水道口堵住了，一下雨就积水，老人过路要蹚水。';
const underTheBridge = { latitude: 26.0865, longitude: 119.2975, accuracy: 12 };
const people: Record<'resident' | 'desk' | 'street' | 'cityManagement' | 'river' | 'supervisor', Person> = {} as never;
/** Who acts, as which login, for which unit, what they find on site and what they did. */
const departments = [
  ['cityManagement', 'city-mgmt', '鼓楼区城市管理局', '已到场，井口有建筑垃圾，正在清。', '垃圾已清，井箅换新。'],
  ['river', 'river', '福州市城区水系联排联调中心', '已到场，下游管道淤堵。', '管道已疏通，试水正常。'],
] as const;
let browser: Browser;
let number = '';
let broken = false;

/** A step stands on the ones before it: after a failure the others fail at once and say why. */
function step(name: string, walk: () => Promise<void>) {
  test(name, async () => {
    expect(broken, 'an earlier step of this journey failed').toBe(false);
    keepPicturesOfFailure(() => Object.values(people));
    broken = true;
    await walk();
    broken = false;
  });
}

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), untilReady(city)]);
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, geolocation: underTheBridge, permissions: ['geolocation'] };
  people.resident = await arrive(browser, 'resident', city.address, phone);
  for (const name of ['desk', 'street', 'cityManagement', 'river', 'supervisor'] as const)
    people[name] = await arrive(browser, name, city.address);
});
afterAll(() => browser?.close());

const page = (person: Person) => person.page;
/** Finds a unit that is not offered by its name, and takes it. */
async function search(form: Locator, unit: string) {
  await form.getByRole('combobox', { name: '输入单位名称查找' }).fill(unit);
  await form.getByRole('option', { name: unit }).first().click();
  await form.getByRole('button', { name: `去掉 ${unit}` }).waitFor();
}

/** An officer finds the case among the duties of one kind, as the tabs of the work list sort them. */
async function openDuty({ page }: Person, kind: string) {
  await page.getByRole('link', { name: '我的工作' }).click();
  await page.getByRole('navigation', { name: '按职责筛选' }).getByRole('link', { name: kind }).click();
  await page.getByRole('row').filter({ hasText: number }).getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: /东街口天桥下/ }).waitFor();
}

const state = ({ page }: Person, name: string) => page.getByRole('main').getByText(name, { exact: true }).first().waitFor();

step('a resident signs in by the code and reports a blocked drain with a photo, the place and a name', async () => {
  const { resident } = people;
  const { page } = resident;
  await signInByPhone(resident, '13805910001', '林女士');
  await page.getByRole('navigation', { name: '主要栏目' }).getByRole('link', { name: '上报', exact: true }).click();
  await page.getByLabel('拍照片').setInputFiles(await photo('before.jpg', '#8f9a94'));
  await page.getByRole('img', { name: '第 1 张照片' }).waitFor();
  await page.getByRole('button', { name: '用我的位置' }).click();
  await page.getByText('鼓楼区东街街道').waitFor();
  await page.getByLabel('具体地址').fill('东街口天桥下，靠近地铁口');
  await page.getByRole('button', { name: '积水漏水' }).click();
  await page.getByLabel('问题是什么样的').fill(words);
  await labelOf(page.getByRole('radio', { name: /^实名/ })).click();
  await expectSound(resident);
  await page.getByRole('button', { name: '提交上报' }).click();
  await page.getByRole('heading', { level: 1, name: '我们收到了' }).waitFor();
  number = /350102-\d{8}-\d{6,9}-\d/.exec((await page.getByRole('main').textContent()) ?? '')?.[0] ?? '';
  expect(number).not.toBe('');
  await page.getByRole('button', { name: '看进度' }).click();
  await state(resident, '待受理');
});

step('the desk of the street accepts it, sorts it and sends it to the street office', async () => {
  const { desk } = people;
  await signInAsOfficer(desk, 'desk');
  await openDuty(desk, '受理');
  await act(desk, '受理', async (form) => {
    await form.getByRole('combobox', { name: '事项类型' }).fill('雨水箅子');
    await form.getByRole('option', { name: '雨水箅子异常' }).click();
  });
  await state(desk, '已受理');
  await act(desk, '派遣', (form) => take(form, '东街街道办事处'));
  await state(desk, '已派遣');
});

step('the street signs, tells the resident, and calls the two departments that it needs', async () => {
  const { street } = people;
  await signInAsOfficer(street, 'street');
  await openDuty(street, '签收');
  await act(street, '签收');
  await state(street, '处置中');
  await act(street, '登记联系情况', note('联系情况', '已给林女士打电话，约定下午到现场。'));
  await act(street, '呼叫部门', async (form) => {
    await take(form, departments[0][2]);
    await search(form, departments[1][2]);
    await note('请部门做什么', '请带疏通车到东街口天桥下，一起查管网。')(form);
  });
  await page(street).getByRole('heading', { name: '一线呼叫' }).waitFor();
});

for (const [who, login, unit, found, done] of departments)
  step(`the department ${login} signs the call, reports in on site with a photo and finishes`, async () => {
    const officer = people[who];
    await signInAsOfficer(officer, login);
    await openDuty(officer, '呼叫签收');
    await act(officer, '签收呼叫');
    await act(officer, '到场报到', async (form) => {
      await note('现场情况', found)(form);
      await form.getByLabel('添加照片').setInputFiles(await photo('on-site.jpg', '#6f8f7c'));
      await form.getByRole('img', { name: '照片 1' }).waitFor();
      await form.getByRole('progressbar').waitFor({ state: 'detached' });
    });
    await act(officer, '完成呼叫任务', note('做了什么', done));
    await page(officer).getByRole('listitem').filter({ hasText: unit }).getByText('已完成', { exact: true }).waitFor();
  });

step('the street hands in the result and the desk passes the review', async () => {
  const { street, desk } = people;
  await openDuty(street, '办结');
  await act(street, '提交办理结果', async (form) => {
    await form
      .getByRole('textbox', { name: '给诉求人的答复' })
      .fill('林女士您好，区水务和城管当天到场，积水处雨水井口已清理、管道已疏通。如有疑问请拨打街道电话。');
    await note('办理经过', '两部门到场，当天清疏完毕。')(form);
  });
  await state(street, '核查中');
  await openDuty(desk, '核查');
  await act(desk, '核查通过');
  await state(desk, '待评价');
});

/** What the resident reads of the case, newest line first. */
const story = async () => page(people.resident).getByRole('list', { name: '经过' }).getByRole('listitem').allInnerTexts();

step('the resident reads every hand-over, finds it not solved, and it goes back', async () => {
  const { resident } = people;
  await page(resident).reload();
  await page(resident).getByText('井口已清理、管道已疏通').waitFor();
  const told = (await story()).reverse().map((line) => line.split('\n')[0]);
  expect(told).toEqual([
    '上报',
    '受理',
    '派遣承办单位',
    '签收',
    '联系诉求人',
    '呼叫部门',
    '签收呼叫',
    '到场报到',
    '完成呼叫任务',
    '签收呼叫',
    '到场报到',
    '完成呼叫任务',
    '办理完毕，提交核查',
    '核查通过',
  ]);
  await page(resident).getByRole('img', { name: '办理后的照片 2' }).waitFor();
  await page(resident).getByRole('button', { name: '没有解决' }).click();
  const dialog = page(resident).getByRole('dialog', { name: '没有解决' });
  await dialog.getByRole('textbox', { name: '哪里没解决' }).fill('昨晚下雨又积水了，没有解决。');
  await expectSound(resident);
  await dialog.getByRole('button', { name: '退回重办' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await state(resident, '处置中');
  await page(resident).getByText('第 2 次办理').waitFor();
});

step('the street handles it again and the desk passes the review', async () => {
  const { street, desk } = people;
  await openDuty(street, '再次办理');
  await page(street).getByText('昨晚下雨又积水了').waitFor();
  await act(street, '提交办理结果', async (form) => {
    await form
      .getByRole('textbox', { name: '给诉求人的答复' })
      .fill('林女士您好，街道已更换整段雨水管，本周雨后现场复查没有积水，雨水井畅通。请来现场查看，街道电话可以咨询。');
    await note('办理经过', '夜间换管，雨后到场复查。')(form);
  });
  await openDuty(desk, '核查');
  await act(desk, '核查通过');
});

step('the resident rates the result with five flowers and the case is closed', async () => {
  const { resident } = people;
  await page(resident).reload();
  await labelOf(page(resident).getByRole('radiogroup', { name: '评价' }).getByRole('radio', { name: '5 朵茉莉，非常满意' })).click();
  await expectSound(resident);
  await page(resident).getByRole('button', { name: '提交评价' }).click();
  await state(resident, '已结案');
  await page(resident).getByRole('img', { name: '5 朵茉莉，非常满意' }).waitFor();
});

step('the supervisor finds the closed case among all cases, and the figures of the command page lead to the list with it', async () => {
  const { supervisor } = people;
  await signInAsOfficer(supervisor, 'supervisor');
  await page(supervisor).getByRole('link', { name: '全部事项' }).click();
  await page(supervisor).getByLabel('状态').selectOption({ label: '已结案' });
  const line = page(supervisor).getByRole('row').filter({ hasText: number });
  await line.getByText('已结案').waitFor();
  await page(supervisor).getByRole('link', { name: '指挥大屏' }).click();
  await page(supervisor)
    .getByRole('heading', { level: 1, name: /基层治理/ })
    .waitFor();
  const figure = page(supervisor).getByRole('region', { name: '今日概况' }).getByRole('link').first();
  await figure.waitFor();
  expect(Number.parseInt((await figure.textContent()) ?? '', 10)).toBeGreaterThan(0);
  await figure.click();
  await page(supervisor).getByRole('heading', { level: 1, name: '全部事项' }).waitFor();
  await line.getByText('已结案').waitFor();
  await line.getByRole('link').click();
  await page(supervisor).getByText('非常满意').first().waitFor();
});

step('nothing failed on any of their pages on the way', async () => expectNoFaults(...Object.values(people)));
