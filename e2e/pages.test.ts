import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { untilReady } from './city.ts';
import { pictures } from './faults.ts';
import { axeFaults, scrollFaults, settled, untranslated } from './inspect.ts';
import { arrive, type Person, signInAsOfficer, signInByPhone } from './person.ts';

/** Every page of the three entries in both languages and four widths: for everyone, in time, in one's own language, without a fault. */

/** `lost`: an address without a page, which is answered 404 with one; `hall`: made for a wall, so its picture is kept at that size too. */
type Look = { name: string; path: string; elder?: true; night?: true; lost?: true; hall?: true };
type State = Exclude<BrowserContextOptions['storageState'], string | undefined>;

const city = inject('city');
const phone = { width: 360, height: 740, kept: true };
const widths = [
  phone,
  { width: 390, height: 844, kept: false },
  { width: 1280, height: 800, kept: true },
  { width: 1920, height: 1080, kept: false },
] as const;
let browser: Browser;
let own = '';
let filed = '';
const signedIn: Record<string, State> = {};

const guest: Look[] = [
  { name: 'report', path: '/' },
  { name: 'report-large', path: '/', elder: true },
  { name: 'report-steps', path: '/report', elder: true },
  { name: 'done-nothing', path: '/done' },
  { name: 'mine-guest', path: '/mine' },
  { name: 'track', path: '/track' },
  { name: 'messages-guest', path: '/messages' },
  { name: 'me-guest', path: '/me' },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'suspended', path: '/suspended' },
  { name: 'suspended-large', path: '/suspended?area=350102', elder: true },
  { name: 'services', path: '/services' },
  { name: 'services-large', path: '/services', elder: true },
  { name: 'service', path: '/services/S001' },
  { name: 'verify', path: '/verify' },
  { name: 'lost', path: '/there/is/no/such/page', lost: true },
  { name: 'officer-sign-in', path: '/officer/sign-in' },
  { name: 'command-guest', path: '/command/' },
];
const resident = (): Look[] => [
  { name: 'report-signed-in', path: '/' },
  { name: 'mine', path: '/mine' },
  { name: 'case', path: own },
  { name: 'case-large', path: own, elder: true },
  { name: 'messages', path: '/messages' },
  { name: 'me', path: '/me' },
  { name: 'looks', path: '/me/looks' },
  { name: 'service-signed-in', path: '/services/S003' },
  { name: 'applications', path: '/applications' },
  { name: 'licences', path: '/licences' },
];
const desk = (): Look[] => [
  { name: 'officer-work', path: '/officer/' },
  { name: 'officer-work-night', path: '/officer/', night: true },
  { name: 'officer-cases', path: '/officer/cases' },
  { name: 'officer-case', path: filed },
  { name: 'officer-case-night', path: filed, night: true },
  { name: 'officer-report', path: '/officer/report' },
  { name: 'clusters', path: '/officer/clusters' },
  { name: 'officer-messages', path: '/officer/messages' },
  { name: 'officer-lost', path: '/officer/there-is-no-such-page' },
  { name: 'command-forbidden', path: '/command/' },
];
const command: Look[] = [
  { name: 'command', path: '/command/', hall: true },
  { name: 'command-night', path: '/command/', night: true, hall: true },
];
const supervisor: Look[] = [
  { name: 'command-county', path: '/command/', hall: true },
  { name: 'appraisal', path: '/command/appraisal' },
  { name: 'appraisal-night', path: '/command/appraisal?by=area', night: true },
  { name: 'burden', path: '/command/burden' },
  { name: 'topics', path: '/command/topics' },
  { name: 'officer-work-none', path: '/officer/' },
];
/** Pages of one office each, by the account of the demonstration that holds it. */
const offices: Record<string, Look[]> = {
  'rule-editor': [
    { name: 'rules', path: '/officer/rules' },
    { name: 'rule', path: '/officer/rules/senior-allowance/1' },
    { name: 'rule-night', path: '/officer/rules/senior-allowance/1', night: true },
  ],
  finance: [{ name: 'payments', path: '/officer/payments' }],
  civil: [{ name: 'officer-applications', path: '/officer/applications' }],
  admin: [{ name: 'models', path: '/officer/models' }],
};
const officePages = Object.entries(offices).map(([login, looks]) => [login, () => looks] as const);
const groups: Record<string, () => Look[]> = {
  guest: () => guest,
  resident,
  desk,
  command: () => command,
  supervisor: () => supervisor,
  ...Object.fromEntries(officePages),
};

/** A resident with a case that waits for a rating, and a case in handling for the desk: through the pages' own API, because here only the looks count. */
async function prepare() {
  const lin = await arrive(browser, 'lin', city.address);
  await signInByPhone(lin, '13805910009', '林女士');
  const asked = { content: '东街口公交站的遮阳棚漏雨，等车的人都淋湿了。', identity: 'named', address: '东街口公交站', area: '350102004' };
  const key = () => ({ 'idempotency-key': crypto.randomUUID() });
  const { region, id } = (await (await lin.page.request.post('/api/cases', { data: asked, headers: key() })).json()) as {
    region: string;
    id: string;
  };
  own = `/case/${region}/${id}`;
  const officer = await arrive(browser, 'desk', city.address);
  await signInAsOfficer(officer, 'desk');
  const reply = { reply: '您好，遮阳棚已报修，本周内更换。' };
  const done = await officer.page.request.post(`/api/cases/${region}/${id}/actions/answer`, { data: reply, headers: key() });
  expect(done.status()).toBe(200);
  type Line = { region: string; id: string };
  const { cases } = (await (await officer.page.request.get('/api/cases?state=handling&limit=30')).json()) as { cases: Line[] };
  filed = `/officer/cases/${cases[0]?.region}/${cases[0]?.id}`;
  const viewer = await arrive(browser, 'command', city.address);
  await signInAsOfficer(viewer, 'command');
  const watcher = await arrive(browser, 'supervisor', city.address);
  await signInAsOfficer(watcher, 'supervisor');
  const opened = await officer.page.request.post(`/api/cases/${region}/${id}/reporter`, { data: { purpose: 'call-back' }, headers: key() });
  expect(opened.status()).toBe(200);
  for (const login of Object.keys(offices)) {
    const one = await arrive(browser, login, city.address);
    await signInAsOfficer(one, login);
    signedIn[login] = await one.context.storageState();
    await one.context.close();
  }
  for (const [group, person] of Object.entries({ resident: lin, desk: officer, command: viewer, supervisor: watcher })) {
    signedIn[group] = await person.context.storageState();
    await person.context.close();
  }
}

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [browser] = await Promise.all([launchBrowser(), untilReady(city)]);
  await prepare();
});
afterAll(() => browser?.close());

/** Sets what a reader chose before (large text, night) from an address that shows nothing. */
async function choose(page: Page, choices: Record<string, string>) {
  await page.goto('/choices');
  await page.evaluate((kept) => {
    for (const [name, value] of Object.entries(kept)) localStorage.setItem(`banyan.${name}`, value);
  }, choices);
}

/** What is wrong with a page, each fault with the widths at which it shows; pictures of a phone and a desk are kept. */
async function lookAt(page: Page, { name, hall }: Look, language: 'zh' | 'en'): Promise<string[]> {
  const faults = new Map<string, number[]>();
  for (const size of widths) {
    await page.setViewportSize(size);
    const found = [...(await scrollFaults(page)), ...(await axeFaults(page)), ...(language === 'en' ? await untranslated(page) : [])];
    for (const fault of found) faults.set(fault, [...(faults.get(fault) ?? []), size.width]);
    if (size.kept || hall)
      await page.screenshot({ path: join(pictures, `${name}-${language}-${size.width}.jpg`), type: 'jpeg', quality: 70, fullPage: true });
  }
  return [...faults].map(([fault, where]) => `${name} ${language} ${where.join('/')}: ${fault}`);
}

/** The language is changed as readers change it, by the button of the page; every other page is so met in English first. */
async function changeLanguage(person: Person) {
  await person.page.getByRole('button', { name: /^(English$|EN\b|中文)/ }).click();
  await settled(person);
}

async function meet(person: Person, look: Look): Promise<string[]> {
  const { page } = person;
  const faults: string[] = [];
  const met = new Set<string>();
  await choose(page, { elder: look.elder ? 'on' : 'off', night: look.night ? 'on' : 'off' });
  await page.setViewportSize(phone);
  await page.goto(look.path);
  for (const change of [settled, changeLanguage]) {
    await change(person);
    const language = await page.evaluate(() => (document.documentElement.lang === 'en' ? 'en' : 'zh'));
    met.add(language);
    faults.push(...(await lookAt(page, look, language)));
    const told = person.faults.splice(0).filter((fault) => !(look.lost && fault.includes('404')));
    faults.push(...told.map((fault) => `${look.name} ${language}: ${fault}`));
  }
  return met.size === 2 ? faults : [...faults, `${look.name}: the language did not change`];
}

describe.concurrent('pages', () => {
  for (const [group, looks] of Object.entries(groups))
    test(`every page of ${group} holds in both languages`, { timeout: 400_000 }, async ({ expect }) => {
      const faults: string[] = [];
      const person = await arrive(browser, group, city.address, { viewport: phone, storageState: signedIn[group] });
      await person.context.route('**/choices', (route) =>
        route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }),
      );
      for (const look of looks()) faults.push(...(await meet(person, look)));
      await person.context.close();
      expect(faults).toEqual([]);
    });
});
