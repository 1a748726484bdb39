import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { PastCase } from '../modules/cases/index.ts';
import { readPair } from './pack-pair.ts';
import { emptyTrial, tryCase } from './try-law.ts';

const pack = join(import.meta.dirname, '../../../../packs/fuzhou');
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function change(files: Record<string, (text: string) => string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-change-'));
  folders.push(folder);
  for (const [file, edit] of Object.entries(files)) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    let before = '';
    try {
      before = readFileSync(join(pack, file), 'utf8');
    } catch {}
    writeFileSync(path, edit(before));
  }
  return folder;
}

const line = (action: string, from: string | null, to: string, round = 1, unit?: string): PastCase['lines'][number] => ({
  action,
  from: from as PastCase['lines'][number]['from'],
  to: to as PastCase['lines'][number]['to'],
  at: '2026-11-24T02:00:00Z',
  round,
  unit: null,
  data: unit ? { unit } : {},
});

const past: PastCase = {
  region: '350102',
  id: '1',
  number: '350102-20261124-000001-5',
  reportedAt: '2026-11-24T02:00:00Z',
  areaCode: '350102004',
  matterCode: 'M01002',
  urgency: 'ordinary',
  nature: 'help',
  channel: 'app',
  leadUnit: '350102-urban-management',
  lines: [
    line('report', null, 'reported'),
    line('accept', 'reported', 'accepted'),
    line('dispatch', 'accepted', 'dispatched', 1, '350102004-street'),
    line('grant-return', 'dispatched', 'accepted'),
    line('dispatch', 'accepted', 'dispatched', 1, '350102-urban-management'),
    line('sign', 'dispatched', 'handling'),
    line('finish', 'handling', 'reviewing'),
    line('send-back', 'reviewing', 'handling', 2),
  ],
  clocks: [
    {
      kind: 'dispatch',
      startedAt: '2026-11-24T02:00:00Z',
      dueAt: '2026-11-24T06:30:00Z',
      endedAt: '2026-11-24T03:30:00Z',
      extensions: [],
      pauses: [],
      whistle: null,
    },
    {
      kind: 'review',
      startedAt: '2026-11-24T02:00:00Z',
      dueAt: '2026-11-25T09:30:00Z',
      endedAt: '2026-11-25T02:00:00Z',
      extensions: [],
      pauses: [],
      whistle: null,
    },
  ],
};

const tried = (folder: string) => {
  const trial = emptyTrial();
  tryCase(trial, readPair(pack, folder), past, new Date('2026-12-01T00:00:00Z'));
  return trial;
};

test('a shorter limit shows whose work would have been late, and leaves the other clocks alone', () => {
  const trial = tried(change({ 'limits.csv': (text) => text.replace('dispatch,default,,2wh', 'dispatch,default,,1wh') }));
  expect([...trial.becomesLate]).toEqual([['dispatch', { count: 1, examples: [past.number] }]]);
  expect([...trial.moved.keys()]).toEqual(['dispatch']);
});

test('a limit that will hold is tried on what was, and the case is measured by the law under which it was reported', () => {
  const dated = (day: string) => `dispatch,default,,1wh,${day},b,s,drafted\ndispatch,default,,2wh`;
  const coming = change({ 'limits.csv': (text) => text.replace('dispatch,default,,2wh', dated('2027-01-01')) });
  expect(tried(coming).becomesLate.get('dispatch')).toEqual({ count: 1, examples: [past.number] });
  const { changed } = readPair(pack, coming);
  const trial = emptyTrial();
  tryCase(trial, { old: changed, changed: readPair(pack, change({})).old }, past, new Date('2026-12-01T00:00:00Z'));
  expect(trial.moved.size).toBe(0);
});

test('a guard of a district shows the steps that were taken and would not be allowed', () => {
  const header = 'row,change,guard,from_on,basis,source,status\n';
  const trial = tried(change({ 'counties/350102/workflow.csv': () => `${header}send-back,guard,returns < 1,2027-01-01,b,s,drafted\n` }));
  expect([...trial.shut]).toEqual([['send-back', { count: 1, examples: [past.number] }]]);
});

test('another responsibility shows who would have been asked instead of whom', () => {
  const row = '350102,matter,M01002,lead,,350100-river-joint,试改,drafted\n';
  const trial = tried(change({ 'responsibility.csv': (text) => `${text.trimEnd()}\n${row}` }));
  expect([...trial.routed.keys()]).toEqual([expect.stringMatching(/ → .*联排联调/)]);
  expect(trial).toMatchObject({ agreed: 0, returnsSaved: { count: 0 } });
});

test('a change that would not load is refused with its problem, and so is what is no folder', () => {
  expect(() => tried(change({ 'limits.csv': (text) => text.replace('dispatch,default,,2wh', 'dispatch,default,,soon') }))).toThrow(
    'limits.csv:4: limit',
  );
  expect(() => readPair(pack, join(pack, 'pack.json'))).toThrow('no folder');
});
