import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from 'typebox';
import { afterAll, expect, test } from 'vitest';
import { decimal, listOf, maybe, oneOf, words } from './pack-cell.ts';
import { filesIn, openPack, readJson, readPartialTable, readTable, refuseTwins } from './pack-file.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function packOf(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-pack-'));
  folders.push(folder);
  for (const [name, text] of Object.entries({ 'pack.json': '{}', ...files })) writeFileSync(join(folder, name), text);
  return openPack(folder);
}

const columns = { code: words(4), share: maybe(decimal(0, 1)), kind: oneOf(['one', 'other']), tags: listOf(' ', words(3), { most: 2 }) };

test('a table saved by a spreadsheet, with a byte order mark and quoted cells, is read as it is meant', () => {
  const pack = packOf({ 't.csv': '\uFEFFcode,share,kind,tags\r\n"a",0.5,one,x y\r\n"b",,other,\r\n' });
  expect(readTable(pack, 't.csv', columns)).toEqual([
    { code: 'a', share: 0.5, kind: 'one', tags: ['x', 'y'], line: 2 },
    { code: 'b', share: null, kind: 'other', tags: [], line: 3 },
  ]);
  expect(pack.problems).toEqual([]);
});

test('every faulty cell is told with file, line and column, and the rows that are sound are still read', () => {
  const pack = packOf({ 't.csv': 'code,share,kind,tags\n,0.5,one,\nlonger,2,none,x y z\nok,,one,x x\nfine,,one,x\n' });
  expect(readTable(pack, 't.csv', columns).map((row) => row.code)).toEqual(['fine']);
  expect(pack.problems.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([
    't.csv:2:code',
    't.csv:3:code',
    't.csv:3:share',
    't.csv:3:kind',
    't.csv:3:tags',
    't.csv:4:tags',
  ]);
});

test('a row after a cell with line breaks is told by the line where it begins', () => {
  const pack = packOf({ 't.csv': 'code,share,kind,tags\n"a\nb",,one,\nc,9,one,\n\nd,,one\n' });
  expect(readTable(pack, 't.csv', columns).map((row) => row.line)).toEqual([2]);
  expect(pack.problems.map(({ line, column }) => [line, column])).toEqual([
    [6, undefined],
    [4, 'share'],
  ]);
});

test.each([
  ['a missing file', {}, undefined, 'missing'],
  ['another header', { 't.csv': 'code,kind,share,tags\n' }, 1, 'must be "code,share,kind,tags"'],
  ['an empty file', { 't.csv': '' }, 1, 'the header is ""'],
  ['an open quote', { 't.csv': 'code,share,kind,tags\n"a,,one,\n' }, 2, 'not CSV'],
])('%s is one problem', (_, files, line, reason) => {
  const pack = packOf(files);
  expect(readTable(pack, 't.csv', columns)).toEqual([]);
  expect(pack.problems).toHaveLength(1);
  expect(pack.problems[0]).toMatchObject({ file: 't.csv', ...(line ? { line } : {}) });
  expect(pack.problems[0]?.reason).toContain(reason);
});

test('a table of changes gives only the cells that are filled in', () => {
  const pack = packOf({ 't.csv': 'code,tags\na,x\nb,\n' });
  expect(readPartialTable(pack, 't.csv', columns, ['code'])).toEqual([
    { line: 2, values: { code: 'a', tags: ['x'] } },
    { line: 3, values: { code: 'b' } },
  ]);
  const strange = packOf({ 't.csv': 'kind,colour\none,red\n' });
  expect(readPartialTable(strange, 't.csv', columns, ['code'])).toEqual([]);
  expect(strange.problems.map(({ column }) => column)).toEqual(['colour', 'code']);
});

test('the second row with the same code is the problem, not the first', () => {
  const pack = packOf({ 't.csv': 'code,share,kind,tags\na,,one,\nb,,one,\na,,one,\n' });
  refuseTwins(pack, 't.csv', 'code', readTable(pack, 't.csv', columns), (row) => row.code);
  expect(pack.problems).toEqual([{ file: 't.csv', line: 4, column: 'code', reason: '"a" stands already in line 2' }]);
});

test('a JSON file of another shape is told by the place of the fault', () => {
  const shape = Type.Object({ at: Type.Object({ lat: Type.Number() }) }, { additionalProperties: false });
  const pack = packOf({ 'a.json': '{"at":{"lat":"north"}}', 'b.json': '{' });
  expect(readJson(pack, 'a.json', shape)).toBeUndefined();
  expect(readJson(pack, 'b.json', shape)).toBeUndefined();
  expect(pack.problems[0]).toMatchObject({ file: 'a.json', column: 'at.lat' });
  expect(pack.problems[1]?.reason).toMatch(/^this is not JSON/);
});

test('the checksum follows the texts and their names, not the order in which the disk gives them', () => {
  const one = packOf({ 'a.csv': 'x', 'b.csv': 'y' });
  const same = packOf({ 'b.csv': 'y', 'a.csv': 'x' });
  const other = packOf({ 'a.csv': 'y', 'b.csv': 'x' });
  expect(same.checksum).toBe(one.checksum);
  expect(other.checksum).not.toBe(one.checksum);
  expect(filesIn(one, '', '.csv')).toEqual(['a.csv', 'b.csv']);
});

test('a folder without pack.json is no pack', () => {
  expect(() => openPack('/nowhere')).toThrow('There is no pack in /nowhere');
});
