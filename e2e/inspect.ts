import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import type { Person } from './person.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    axe?: { run: (options: RunOptions) => Promise<AxeResults> };
  }
}

const nextFrame = (page: Page) => page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));

/** Waits until nothing is on its way: a heading stands there, no skeleton, the fonts are loaded, and nothing was asked for during five frames. */
export async function settled({ page, asked }: Person) {
  await page.waitForFunction(() => document.querySelector('h1') !== null && document.querySelector('.loading') === null);
  for (let quiet = 0; quiet < 5; quiet = asked.size === 0 ? quiet + 1 : 0) await nextFrame(page);
  await page.waitForFunction(() => document.querySelector('.loading') === null);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** What axe-core finds against WCAG 2.2 A and AA, one line a rule. It is evaluated by the browser's debugger, so the page's policy stays as it is. */
export async function axeFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const found = await window.axe?.run({
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] },
      resultTypes: ['violations'],
      elementRef: false,
      iframes: false,
    });
    return (found?.violations ?? []).map(({ id, nodes }) => {
      const first = nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary?.split('\n')[1]?.trim() ?? ''})`);
      return `axe ${id} ×${nodes.length}: ${first.join('; ')}`;
    });
  });
}

/** Names what is wider than the window when the page can be pushed sideways. */
export const scrollFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 0.5);
    const first = wide.slice(0, 3).map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`);
    return [`scrolls sideways to ${document.documentElement.scrollWidth}: ${first.join(', ')}`];
  });

/** Where the page itself speaks, never the city's data: headings of parts, labels, buttons of forms, column heads, navigation, hints. */
const ownWords =
  'nav, footer, h2, legend, label, dt, th, summary, caption, [type=submit], [placeholder], .skip, .hint, .demo, .tools, .tabs';
/** Data within those: names of accounts, matters, areas and units. */
const data = '[lang], option, .account, .chip, .who, .accounts, svg, .unit-name';

/** Chinese words of the page's own on an English page, with what they stand in. */
export const untranslated = (page: Page): Promise<string[]> =>
  page.evaluate(
    ([own, foreign]) => {
      const chinese = /\p{Script=Han}/u;
      const faults = new Set<string>();
      for (const element of document.querySelectorAll(own)) {
        if (element.closest(foreign.replace('[lang]', '[lang]:not(html)'))) continue;
        const told = [element.getAttribute('placeholder'), element.getAttribute('aria-label'), element.getAttribute('title')];
        for (const child of element.childNodes) if (child.nodeType === Node.TEXT_NODE) told.push(child.textContent);
        for (const text of told)
          if (text && chinese.test(text)) faults.add(`not translated: ${element.tagName.toLowerCase()} “${text.trim()}”`);
      }
      return [...faults];
    },
    [ownWords, data] as const,
  );
