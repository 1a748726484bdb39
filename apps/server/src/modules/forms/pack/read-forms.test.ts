import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPack, type Pack } from '#platform/pack-file.ts';
import { readPlaces } from '../../places/index.ts';
import { plainName } from '../overlap.ts';
import { readForms } from './read-forms.ts';

const fuzhou = openPack(join(import.meta.dirname, '../../../../../../packs/fuzhou'));
const places = readPlaces({ ...fuzhou, problems: [] });

/** The forms of the Fuzhou pack with some files changed or taken away, and what is wrong with them. */
function read(changes: Record<string, ((text: string) => string) | null> = {}) {
  const texts = new Map(fuzhou.texts);
  for (const [file, change] of Object.entries(changes))
    if (change === null) texts.delete(file);
    else texts.set(file, change(texts.get(file) ?? ''));
  const pack: Pack = { ...fuzhou, texts, problems: [] };
  if (!places) throw new Error('The pack fuzhou has no places.');
  return { forms: readForms(pack, places), problems: pack.problems };
}

test('the dictionary of Fuzhou is sound: every register has a holder, a law and a source, and no fact stands under two names', () => {
  const { forms, problems } = read();
  expect(problems).toEqual([]);
  expect([forms.resources.length, forms.fields.length, forms.banned.length].map((count) => count >= 20)).toEqual([true, true, true]);
  for (const { basis, source, code } of forms.resources) expect(basis.length * source.length, code).toBeGreaterThan(0);
  for (const { code, resource, status } of forms.fields) if (resource === null) expect(status, code).toBe('drafted');
  const names = forms.fields.flatMap(({ name, aliases }) => [name, ...aliases].map(plainName));
  expect(new Set(names).size).toBe(names.length);
});

test('no field of the dictionary is itself one that may not be asked', () => {
  const { forms } = read();
  const names = forms.fields.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(names.filter((name) => forms.banned.some(({ word }) => name.includes(word)))).toEqual([]);
});

test('a pack without forms is sound and knows nothing', () => {
  const files = ['resources', 'fields', 'limits', 'banned'].map((name) => [`forms/${name}.csv`, null] as const);
  expect(read(Object.fromEntries(files))).toEqual({ forms: { resources: [], fields: [], limits: [], banned: [] }, problems: [] });
});

const add = (row: string) => (text: string) => `${text}${row}\n`;

test.each([
  [
    'a register that nobody keeps',
    'forms/resources.csv',
    'ghosts,幽灵,Ghosts,ghost-office,conditional,依据,来源,listed',
    'holder',
    'no unit kind',
  ],
  ['a field held by no register', 'forms/fields.csv', 'odd-field,奇怪字段,Odd,number,,,,ghosts,31,来源,listed', 'resource', 'no resource'],
  [
    'a fact under a second code',
    'forms/fields.csv',
    'twin-field,最低生活保障人数,Twin,number,,,,,31,来源,listed',
    'name',
    'stands already',
  ],
  ['a choice without choices', 'forms/fields.csv', 'odd-choice,奇怪选择,Odd,choice,,,,,31,来源,listed', 'choices', 'belong to the kind'],
  ['a code of a form’s own field', 'forms/fields.csv', 'x-mine,自有字段,Mine,number,,,,,31,来源,listed', 'code', 'begin with x'],
  ['a limit twice', 'forms/limits.csv', 'overlap,0.5,依据,来源,listed', 'name', 'stands already'],
  ['a word twice', 'forms/banned.csv', '打卡,依据,来源,listed', 'word', 'stands already'],
])('%s is told by file, line and column', (_what, file, row, column, reason) => {
  const line = (fuzhou.texts.get(file) ?? '').trimEnd().split('\n').length + 1;
  expect(read({ [file]: add(row) }).problems).toEqual([{ file, line, column, reason: expect.stringContaining(reason) }]);
});

test('a limit out of its range is told', () => {
  const { problems } = read({ 'forms/limits.csv': (text) => text.replace('overlap,0.2', 'overlap,1.2') });
  expect(problems).toEqual([{ file: 'forms/limits.csv', line: 2, column: 'value', reason: '"overlap" goes from 0 to 1' }]);
});
