import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import sharp from 'sharp';
import { launchBrowser } from './browser.ts';
import { startCity, untilReady } from './city.ts';
import { settled } from './inspect.ts';
import { arrive, labelOf, type Person, signInAsOfficer, signInByPhone } from './person.ts';
import { blockedDrain, clearedDrain } from './street-photo.ts';

/** Makes docs/pictures: what a resident, an officer and the command page see on an afternoon of the demonstration. Needs a Chinese font on the machine. */

const folder = join(import.meta.dirname, '../docs/pictures');
const mostBytes = 400_000;
const place = { latitude: 26.0865, longitude: 119.2975, accuracy: 12 };
const content = '东街口天桥下的雨水口堵住了，一下雨就积水，老人过路要蹚水。';
const street = '350102004-street';
const called = ['350102-urban-management'];

/** The instant of this clock time today, in the city (UTC+8 all year). */
const today = (clock: string) => new Date(`${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)}T${clock}:00+08:00`);

const city = await startCity(today('14:02'));
let now = today('14:02');
let browser: Browser | undefined;

async function visitor(name: string, options: BrowserContextOptions = {}): Promise<Person> {
  const person = await arrive(browser as Browser, name, city.address, options);
  await person.context.clock.setFixedTime(now);
  return person;
}

function moveTo(clock: string, ...people: Person[]) {
  now = today(clock);
  city.setClock(now);
  return Promise.all(people.map(({ context }) => context.clock.setFixedTime(now)));
}

/** Few colours and no more pixels than asked for: a picture of a page stays sharp and small. */
async function keep(person: Person, name: string) {
  await settled(person);
  const file = join(folder, `${name}.png`);
  for (const colours of [256, 128, 64, 32]) {
    await sharp(await person.page.screenshot())
      .png({ palette: true, colours, effort: 10, dither: 0.4 })
      .toFile(file);
    if (statSync(file).size <= mostBytes) break;
  }
  const { size } = statSync(file);
  if (size > mostBytes) throw new Error(`${name}.png has ${size} bytes, more than ${mostBytes}.`);
  if (person.faults.length > 0) throw new Error(`${name}: ${person.faults.join('; ')}`);
  console.log(`docs/pictures/${name}.png  ${(size / 1000).toFixed(0)} kB`);
}

/** The report as far as the reporter has written it when the picture is taken; then it is sent. */
async function reportDrain(): Promise<string> {
  const phone = {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    geolocation: place,
    permissions: ['geolocation'],
  };
  const resident = await visitor('resident', phone);
  const { page } = resident;
  await signInByPhone(resident, '13805910021', '林女士');
  await page.goto('/');
  await page.getByLabel('拍照片').setInputFiles({ name: 'drain.jpg', mimeType: 'image/jpeg', buffer: await blockedDrain() });
  await page.getByRole('button', { name: '用我的位置' }).click();
  await page.getByText('鼓楼区东街街道').waitFor();
  await page.getByLabel('具体地址').fill('东街口天桥下，靠近地铁口');
  await page.getByRole('button', { name: '积水漏水' }).click();
  await page.getByLabel('问题是什么样的').fill(content);
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
  await page.evaluate(() => window.scrollTo(0, 0));
  await keep(resident, 'resident');
  await labelOf(page.getByRole('radio', { name: /^实名/ })).click();
  await page.getByRole('button', { name: '提交上报' }).click();
  await page.getByRole('button', { name: '看进度' }).click();
  await page.waitForURL(/\/case\//);
  return new URL(page.url()).pathname.replace('/case/', '');
}

/** One step of the case by the page's own interface: which officer did it, when, and with what. */
async function does(login: string, clock: string, path: string, action: string, input: object) {
  const officer = await visitor(login);
  await signInAsOfficer(officer, login);
  await moveTo(clock);
  const { request } = officer.page;
  type Call = { action: string; call: string | null };
  const { actions } = (await (await request.get(`/api/cases/${path}`)).json()) as { actions: Call[] };
  const call = actions.find((one) => one.action === action)?.call;
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const data = { ...input, ...(call ? { call } : {}) };
  const answer = await request.post(`/api/cases/${path}/actions/${action}`, { data, headers });
  if (!answer.ok()) throw new Error(`${login} could not ${action}: ${await answer.text()}`);
  await officer.context.close();
}

async function uploadAs(login: string, photo: Buffer) {
  const officer = await visitor(login);
  await signInAsOfficer(officer, login);
  const answer = await officer.page.request.post('/api/photos', { data: photo, headers: { 'content-type': 'image/jpeg' } });
  const { id, claim } = (await answer.json()) as { id: string; claim: string };
  await officer.context.close();
  return { id, claim };
}

async function workOn(path: string) {
  await does('desk', '14:09', path, 'accept', { matter: 'M01004' });
  await does('desk', '14:12', path, 'dispatch', { unit: street, note: '老人过路多，请优先。' });
  await does('street', '14:25', path, 'sign', {});
  await does('street', '14:40', path, 'contact', { note: '已给林女士打电话，约定下午到现场。' });
  await does('street', '14:48', path, 'call', { units: called, whistle: 'work', note: '请带疏通车到天桥下，一起查管网。' });
  await does('city-mgmt', '15:05', path, 'sign-call', {});
  const photos = [await uploadAs('city-mgmt', await clearedDrain())];
  await does('city-mgmt', '16:02', path, 'report-in', { note: '已到场，井口有建筑垃圾，正在清。', photos });
}

/** The street finds that a second department is needed: the form of the call stands open, with the units that the responsibility list names. */
async function callTheDrainage({ page }: Person) {
  await page.getByRole('button', { name: '呼叫部门', expanded: false }).click();
  await page.getByRole('button', { name: '福州市城区排水单位', pressed: false }).click();
  await page.getByRole('textbox', { name: '请部门做什么' }).fill('井口已清，下游管道仍不通，请带疏通车到天桥下。');
  await page.getByRole('textbox', { name: '请部门做什么' }).blur();
  await page.evaluate(() => window.scrollTo(0, 0));
}

try {
  mkdirSync(folder, { recursive: true });
  [browser] = await Promise.all([launchBrowser(), untilReady(city)]);
  const path = await reportDrain();
  await workOn(path);
  await moveTo('16:38');
  const officer = await visitor('street', { viewport: { width: 1440, height: 900 } });
  await signInAsOfficer(officer, 'street');
  await officer.page.goto(`/officer/cases/${path}`);
  await callTheDrainage(officer);
  await keep(officer, 'officer');
  const hall = await visitor('command', { viewport: { width: 1920, height: 1080 } });
  await signInAsOfficer(hall, 'command', '/command/');
  await hall.page.getByRole('button', { name: '30 天' }).click();
  await hall.page.mouse.move(0, 0);
  await keep(hall, 'command');
  await hall.page.getByRole('button', { name: '夜间' }).click();
  await hall.page.mouse.move(0, 0);
  await keep(hall, 'command-night');
} finally {
  await browser?.close();
  await city.stop();
}
