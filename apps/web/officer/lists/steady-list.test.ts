import type { CaseLine } from '@banyan/api-client';
import { expect, test } from 'vitest';
import { append, holdSteady } from './steady-list.ts';

const line = (id: string, dueAt: string, title = id): CaseLine => ({
  region: '350102',
  id,
  number: id,
  state: 'handling',
  title,
  matter: null,
  matterName: null,
  matterNameEn: null,
  urgency: 'ordinary',
  areaName: '',
  areaNameEn: '',
  leadUnitName: null,
  leadUnitNameEn: null,
  reportedAt: dueAt,
  round: 1,
  urgeCount: 0,
  rating: null,
  duty: { kind: 'handle', dueAt, light: 'green', unit: null, call: null },
});
const [a, b, c] = [line('a', '2026-11-24T08:00:00Z'), line('b', '2026-11-24T09:00:00Z'), line('c', '2026-11-24T10:00:00Z')];

const all = (...lines: CaseLine[]) => ({ lines, more: false });
const top = (...lines: CaseLine[]) => ({ lines, more: true });

test('a line that changed takes its new content where it stands', () => {
  const changed = line('b', '2026-11-24T07:00:00Z', 'urged');
  expect(holdSteady(all(a, b, c), all(changed, a, c))).toEqual({ lines: [a, changed, c], added: 0, gone: 0 });
});

test('a new duty does not push the list under the reader’s eyes, it is counted', () => {
  const fresh = line('d', '2026-11-24T06:00:00Z');
  expect(holdSteady(all(a, b), all(fresh, a, b))).toEqual({ lines: [a, b], added: 1, gone: 0 });
});

test('a duty that somebody else has done stays until the list is asked for again', () => {
  expect(holdSteady(all(a, b, c), all(a, c))).toEqual({ lines: [a, b, c], added: 0, gone: 1 });
});

test('a duty pushed below the end of the page by a new one is not gone', () => {
  const fresh = line('d', '2026-11-24T06:00:00Z');
  expect(holdSteady(top(a, b, c), top(fresh, a, b))).toEqual({ lines: [a, b, c], added: 1, gone: 0 });
});

test('a duty pulled up from the next page by one that is done is not new', () => {
  expect(holdSteady(top(a, b), top(b, c))).toEqual({ lines: [a, b], added: 0, gone: 1 });
});

test('a duty that moved to the next page meanwhile is not shown twice', () => {
  expect(append([a, b], [b, c])).toEqual([a, b, c]);
});
