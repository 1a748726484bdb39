import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { untilReady } from './city.ts';
import { act, note, rule } from './desk.ts';
import { expectNoFaults, expectSound, keepPicturesOfFailure } from './faults.ts';
import { arrive, labelOf, type Person, signInAsOfficer, signInByPhone } from './person.ts';

/** A case that does not go straight: a return that is refused, a suspension that is published, a second report of the same, a bad rating that is put right. */

const city = inject('city');
const people: Record<'resident' | 'desk' | 'cityManagement' | 'supervisor', Person> = {} as never;
let browser: Browser;
let path = '';
let number = '';
let broken = false;

/** The city's day in three weeks, as the field takes it and as people say it. */
const review = new Date(Date.now() + 21 * 86_400_000 + 8 * 3_600_000);
const reviewOn = review.toISOString().slice(0, 10);
const reviewDay = `${review.getUTCMonth() + 1}月${review.getUTCDate()}日`;

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
  people.resident = await arrive(browser, 'resident', city.address, { viewport: { width: 390, height: 844 }, hasTouch: true });
  for (const name of ['desk', 'cityManagement', 'supervisor'] as const) people[name] = await arrive(browser, name, city.address);
});
afterAll(() => browser?.close());

const openCase = ({ page }: Person) => page.goto(`/officer/cases/${path}`);
const reads = ({ page }: Person, text: string | RegExp) => page.getByRole('main').getByText(text, { exact: true }).first().waitFor();

step('a resident reports and the desk sends it to a department', async () => {
  const { resident, desk } = people;
  await signInByPhone(resident, '13805910031', '黄先生');
  const report = {
    content: '五四路口的护栏被撞歪了，行人从缺口过马路。',
    area: '350102004',
    address: '五四路口',
    identity: 'named',
  };
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const filed = await (await resident.page.request.post('/api/cases', { data: report, headers })).json();
  path = `${filed.region}/${filed.id}`;
  number = filed.number;
  await signInAsOfficer(desk, 'desk');
  await openCase(desk);
  await act(desk, '受理', async (form) => {
    await form.getByRole('combobox', { name: '事项类型' }).fill('护栏');
    await form.getByRole('option', { name: /护栏/ }).first().click();
  });
  await act(desk, '派遣', async (form) => {
    await form.getByRole('combobox', { name: '输入单位名称查找' }).first().fill('鼓楼区城市管理局');
    await form.getByRole('option', { name: '鼓楼区城市管理局' }).first().click();
  });
  await reads(desk, '已派遣');
});

step('the department asks to return it, says why, and the desk refuses', async () => {
  const { cityManagement, desk } = people;
  await signInAsOfficer(cityManagement, 'city-mgmt');
  await openCase(cityManagement);
  await act(cityManagement, '申请退件', async (form) => {
    await labelOf(form.getByRole('radio', { name: '明显不属于本单位职责' })).click();
    await note('退件理由', '护栏由交警部门设置和养护。')(form);
  });
  await reads(cityManagement, '已提交，等待裁定。批准之前照常办理。');
  await openCase(desk);
  await reads(desk, '请您裁定');
  await rule(desk, '不同意退件', '按事项清单由城管部门主办，请先设警示。');
  await openCase(cityManagement);
  await act(cityManagement, '签收');
  expect(await cityManagement.page.getByRole('button', { name: '申请退件' }).count()).toBe(0);
});

step('the department asks for a suspension, the level above grants it, and the resident reads the day of review', async () => {
  const { cityManagement, supervisor, resident } = people;
  await act(cityManagement, '申请挂账', async (form) => {
    await labelOf(form.getByRole('radio', { name: '已申请经费，待批复' })).click();
    await form.getByLabel('复核日').fill(reviewOn);
    await note('为什么现在办不了', '整段护栏更换，经费下月批复；现已设水马。')(form);
  });
  await signInAsOfficer(supervisor, 'supervisor');
  await openCase(supervisor);
  await rule(supervisor, '同意挂账', '同意，水马每天巡查。');
  await reads(supervisor, '已挂账');
  await resident.page.goto(`/case/${path}`);
  await reads(resident, `已挂账，${reviewDay}复核`);
  await reads(resident, '没有同意退回，仍由它办');
  await expectSound(resident);
  await supervisor.page.getByRole('link', { name: '我的工作' }).click();
  await supervisor.page.getByRole('link', { name: '挂账', exact: true }).click();
  await supervisor.page.getByRole('row').filter({ hasText: '护栏被撞歪' }).getByText('停止计时').waitFor();
});

step('everyone reads that it is suspended, why and until when, and the resident opens the record, which is a draft', async () => {
  const { resident } = people;
  const { page } = resident;
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: '挂账公示' }).click();
  await page.getByLabel('区县').selectOption({ label: '鼓楼区' });
  await page.getByLabel('街道（乡镇）').selectOption({ label: '东街街道' });
  const line = page.getByRole('listitem').filter({ hasText: number });
  await line.getByText('已申请经费，待批复').waitFor();
  await line.getByText(reviewOn.replace(/-0?/g, '/')).waitFor();
  expect(await line.textContent()).not.toMatch(/黄先生|护栏被撞歪|五四路口/);
  await expectSound(resident);
  await page.goto(`/case/${path}`);
  const address = await page.getByRole('link', { name: '草稿 PDF' }).getAttribute('href');
  const file = await page.request.get(address ?? '');
  expect([file.status(), file.headers()['content-type'], file.headers()['content-disposition']]).toEqual([
    200,
    'application/pdf',
    `inline; filename="${number}-draft.pdf"`,
  ]);
});

/** The report as it is written again: the same street and matter, other words. */
async function writeAgain({ page }: Person) {
  const { matter } = await (await page.request.get(`/api/cases/${path}`)).json();
  await page.goto('/');
  await page.getByRole('button', { name: '选区县、街道' }).click();
  await page.getByRole('dialog').getByLabel('选区县、街道').fill('东街');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /东街街道/ })
    .click();
  await page.getByRole('button', { name: '其他', exact: true }).click();
  await page.getByRole('dialog').getByLabel('搜索问题类型').fill(matter.name);
  await page.getByRole('dialog').getByText(matter.name, { exact: true }).click();
  await page.getByLabel('问题是什么样的').fill('路口的栏杆还是歪的。');
}

step(
  'who reports it again reads how far it is, and sends a second report only with what is new, also when it waited for a network',
  async () => {
    const { resident } = people;
    const { page, context } = resident;
    await writeAgain(resident);
    const submit = page.getByRole('button', { name: '提交上报' });
    await submit.click();
    const question = page.getByRole('dialog', { name: '这件事您报过了' });
    await question.getByText('已挂账', { exact: true }).waitFor();
    expect(await question.getByRole('link', { name: '看它的进度' }).getAttribute('href')).toBe(`/case/${path}`);
    await question.getByRole('button', { name: '补充后提交' }).click();
    await question.getByText('请写明有什么新的情况').waitFor();
    await expectSound(resident);
    await question.getByRole('button', { name: '关闭' }).click();

    await context.setOffline(true);
    await submit.click();
    await page.getByRole('heading', { level: 1, name: '已存在这台手机上' }).waitFor();
    await context.setOffline(false);
    await page.getByText('存下的一件上报，您之前报过同样的').waitFor();
    // The refusal and the lost network are what this step is about.
    resident.faults.length = 0;
    await page.getByRole('button', { name: '看一看' }).click();
    await question.getByLabel('有新的情况？').fill('今天早上有电动车撞上去了。');
    await question.getByRole('button', { name: '补充后提交' }).click();
    await page.getByText('刚才存下的上报已送达').waitFor();
    await page.getByRole('button', { name: '查看' }).click();
    await page.getByRole('button', { name: '看进度' }).click();
    await reads(resident, /今天早上有电动车撞上去了/);
    await page.goto(`/case/${path}`);
  },
);

step('handling goes on, and the resident is not satisfied with what comes of it', async () => {
  const { cityManagement, desk, resident } = people;
  await openCase(cityManagement);
  await act(cityManagement, '恢复办理');
  await act(cityManagement, '提交办理结果', async (form) => {
    await form
      .getByRole('textbox', { name: '给诉求人的答复' })
      .fill('您好，城管队员当天到五四路口现场，护栏已修复扶正。如有疑问可以致电联系。');
    await note('办理经过', '现场扶正。')(form);
  });
  await openCase(desk);
  await act(desk, '核查通过');
  await resident.page.reload();
  await labelOf(resident.page.getByRole('radiogroup', { name: '评价' }).getByRole('radio', { name: '1 朵茉莉，非常不满意' })).click();
  await labelOf(resident.page.getByRole('checkbox', { name: '问题没有解决' })).click();
  await resident.page.getByRole('button', { name: '提交评价' }).click();
  await reads(resident, '整改中');
});

step('the department puts it right, and the resident confirms', async () => {
  const { cityManagement, resident } = people;
  await cityManagement.page.getByRole('link', { name: '我的工作' }).click();
  await cityManagement.page.getByRole('navigation', { name: '按职责筛选' }).getByRole('link', { name: '整改' }).click();
  await cityManagement.page.getByRole('row').filter({ hasText: '护栏被撞歪' }).getByRole('link').click();
  await act(cityManagement, '提交整改结果', async (form) => {
    await form
      .getByRole('textbox', { name: '告诉诉求人改了什么' })
      .fill('您好，城管队员今天到五四路口现场，整段护栏已换新修复。如有疑问可以致电联系，请您确认。');
    await note('整改经过', '更换护栏 12 米。')(form);
  });
  await resident.page.reload();
  await reads(resident, '待您确认');
  await expectSound(resident);
  await resident.page.getByRole('button', { name: '已经改好' }).click();
  await reads(resident, '已结案');
});

step('nothing failed on any of their pages on the way', async () => expectNoFaults(...Object.values(people)));
