import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page, Request } from 'playwright-core';
import sharp from 'sharp';

/** Somebody at a browser of their own; `faults` is what went wrong on their pages so far, `asked` what the server has not answered yet. */
export type Person = { name: string; context: BrowserContext; page: Page; faults: string[]; asked: Set<Request> };

/** How long a page may take on a busy machine before a step has failed. */
const patience = 90_000;

/** Told by the browser in its own words; the page's own violations come with the directive that was broken. */
function tellViolations() {
  document.addEventListener('securitypolicyviolation', (event) =>
    console.error(`policy violated: ${event.violatedDirective} by ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`),
  );
}

function watchPage(page: Page, { faults, asked }: Pick<Person, 'faults' | 'asked'>) {
  page.on('request', (request) => asked.add(request));
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('console', (line) => line.type() === 'error' && faults.push(`console: ${line.text()}`));
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('crash', () => faults.push('the page crashed'));
  page.on('response', (answer) => answer.status() >= 400 && faults.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`));
  page.on('requestfailed', (request) => {
    asked.delete(request);
    const reason = request.failure()?.errorText ?? '';
    // A page that is left drops what it still asked for.
    if (reason !== 'net::ERR_ABORTED') faults.push(`${reason} ${request.method()} ${request.url()}`);
  });
}

/** Opens a browser context for one person: nothing of another's session is in it, and every fault of its pages is noted. */
export async function arrive(browser: Browser, name: string, address: string, options: BrowserContextOptions = {}): Promise<Person> {
  const context = await browser.newContext({
    baseURL: address,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  context.setDefaultTimeout(patience);
  const watched = { faults: [], asked: new Set<Request>() };
  await context.addInitScript(tellViolations);
  context.on('page', (page) => watchPage(page, watched));
  return { name, context, page: await context.newPage(), ...watched };
}

/** Signs a resident in as the page asks: number, the code that the demonstration shows, and how to be called. */
export async function signInByPhone({ page }: Person, phone: string, called: string) {
  await page.goto('/sign-in');
  await page.getByLabel('手机号', { exact: true }).fill(phone);
  await page.getByRole('button', { name: '发送验证码' }).click();
  const shown = (await page.getByText(/验证码是 \d{6}/).textContent()) ?? '';
  await page.getByLabel('验证码', { exact: true }).fill(/\d{6}/.exec(shown)?.[0] ?? '');
  await page.getByLabel('怎么称呼您').fill(called);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '我上报的' }).waitFor();
}

/** Signs an officer of the demonstration in; `next` is the staff page that opens then. */
export async function signInAsOfficer({ page }: Person, login: string, next?: string) {
  await page.goto(`/officer/sign-in${next ? `?next=${next}` : ''}`);
  await page.getByRole('textbox', { name: '账号' }).fill(login);
  await page.getByLabel('密码', { exact: true }).fill('banyan-demo');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

/** What a person presses to choose a radio button: its label; the button itself is drawn by the page. */
export const labelOf = (radio: Locator) => radio.locator('xpath=ancestor::label');

/** A photo that no camera took: JPEG, 1200 × 900, one colour with a darker puddle, so that before and after differ. */
export async function photo(name: string, colour: string) {
  const puddle = `<svg width="1200" height="900"><rect width="1200" height="900" fill="${colour}"/><ellipse cx="600" cy="620" rx="380" ry="150" fill="#26323a" opacity=".55"/></svg>`;
  return { name, mimeType: 'image/jpeg', buffer: await sharp(Buffer.from(puddle)).jpeg({ quality: 80 }).toBuffer() };
}
