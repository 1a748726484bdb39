import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFailed } from 'vitest';
import { axeFaults, scrollFaults } from './inspect.ts';
import type { Person } from './person.ts';

/** Where pictures of the pages lie after a run; not part of the repository. */
export const pictures = join(import.meta.dirname, '.pictures');

/** Keeps a picture of every person's page when the test fails. */
export function keepPicturesOfFailure(people: () => readonly Person[]) {
  onTestFailed(async ({ task }) => {
    mkdirSync(pictures, { recursive: true });
    const test = task.name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);
    for (const { name, page } of people())
      await page.screenshot({ path: join(pictures, `failed-${test}-${name}.png`), fullPage: true }).catch(() => undefined);
  });
}

/** Nothing failed on these people's pages: no script, no request, no policy. */
export const expectNoFaults = (...people: readonly Person[]) =>
  expect(Object.fromEntries(people.map(({ name, faults }) => [name, faults]))).toEqual(
    Object.fromEntries(people.map(({ name }) => [name, []])),
  );

/** The page as it stands now, with what is open on it, holds for everyone: axe-core finds nothing, and it does not scroll sideways. */
export const expectSound = async ({ page }: Person) => expect([...(await axeFaults(page)), ...(await scrollFaults(page))]).toEqual([]);
