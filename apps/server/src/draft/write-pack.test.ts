import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packInit } from '../cli/pack-init.ts';
import { readPack } from '../flows/load-pack.ts';
import { draftPack } from './write-pack.ts';

const template = fileURLToPath(new URL('../../../../packs/template', import.meta.url));

function exportFile(name: string, text: string | Buffer) {
  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  const file = join(folder, name);
  writeFileSync(file, text);
  return { file, into: join(folder, 'packs') };
}

const header =
  'jurisdiction,Unique Key,Created Date,Due Date,Closed Date,Status,Complaint Type,Descriptor,Agency,Borough,Neighborhood,Latitude,Longitude,Extra';
const longName = 'Community of Neighbours and Friends of the Old Upper Mill and the Quay behind it';

function sampleRows(): string[] {
  const rows: string[] = [];
  for (let number = 0; number < 60; number += 1) {
    const [source, lat] = number % 2 === 0 ? ['ashford_2024', 10.005] : ['brook', 40.005];
    const type = number % 3 === 0 ? '"Noise, at night and on all the days that people call a holiday"' : 'SW-Pothole | deep';
    rows.push(
      `${source},${number},01/0${(number % 5) + 1}/2024 09:00:00 AM,,01/1${number % 9}/2024 10:00:00 AM,Closed,${type},,${number % 4 === 0 ? 'Works "B" & Sons' : 'Parks'},East,${longName},${lat + number / 100},${20 + number / 100},x`,
    );
  }
  return rows;
}

test('a drafted pack of several places is sound, and everything in it is marked drafted', async () => {
  const { file, into } = exportFile('all.csv', `\uFEFF${[header, ...sampleRows()].join('\r\n')}\r\n`);
  const { directory, summary } = await draftPack({ name: 'sample', file, into, template });
  const { pack, places, matters } = readPack(directory);
  expect(pack.problems).toEqual([]);
  expect(summary).toMatchObject({
    rows: 60,
    counties: 'jurisdictions',
    areas: { counties: 2, streets: 2, communities: 2 },
    span: { from: '2024-01-01', to: '2024-01-05' },
  });
  expect(new Set(places?.areas.slice(1).map((area) => area.status))).toEqual(new Set(['drafted']));
  expect(new Set(places?.units.map((unit) => unit.status))).toEqual(new Set(['drafted']));
  expect(new Set(matters?.matters.map((matter) => matter.status))).toEqual(new Set(['drafted']));
  expect(new Set(matters?.limits.map((limit) => limit.status))).toEqual(new Set(['drafted']));
  expect(places?.units.some((unit) => unit.id === '990100-hotline')).toBe(true);
  expect(places?.units.filter((unit) => unit.kind === 'command')).toHaveLength(2);
  expect(matters?.matters.filter((matter) => matter.limit_source === 'observed').length).toBeGreaterThan(0);
});

test('the report counts what was seen and names what is unused and undecided', async () => {
  const { file, into } = exportFile('all.csv.gz', gzipSync([header, ...sampleRows()].join('\n')));
  const { directory, summary } = await draftPack({ name: 'sample', file, into, template });
  const report = readFileSync(join(directory, 'REPORT.md'), 'utf8');
  expect(summary.columns.unused).toEqual(['Extra']);
  expect(summary.decisions.find(({ what }) => what === 'Time zone')?.count).toBe(1);
  expect(report).toContain('| Extra | not used | 60 | 100.0 % |');
  expect(report).toContain('60 rows, 0 more unreadable; reported from 2024-01-01 to 2024-01-05; 60 usable points.');
});

test('JSON lines of one Chinese city without points or agencies give a sound pack with districts as counties', async () => {
  const lines = Array.from({ length: 12 }, (_, number) =>
    JSON.stringify({
      编号: number,
      区县: number % 2 ? '东区' : '西区',
      性质: '投诉',
      标题: `第${number}回说了，路灯还是不亮`,
      诉求时间: '2024-03-05',
      ...(number === 3 ? { 备注: '无' } : {}),
    }),
  );
  const { file, into } = exportFile('all.jsonl', `${lines.join('\n')}\nnot json\n`);
  const { directory, summary } = await draftPack({ name: 'sample', file, into, template, zone: 'Asia/Urumqi' });
  const { pack, places } = readPack(directory);
  expect(pack.problems).toEqual([]);
  expect(places?.city).toMatchObject({ zone: 'Asia/Urumqi', language: 'zh-CN', drafted: true });
  expect(places?.areas.map((area) => area.name)).toEqual(['sample', '东区', '西区']);
  expect(summary).toMatchObject({ rows: 12, unreadable: 1, counties: 'districts', zone: { decided: true }, columns: { unused: ['备注'] } });
});

test('the same export gives the same pack', async () => {
  const { file, into } = exportFile('all.csv', [header, ...sampleRows()].join('\n'));
  const first = await draftPack({ name: 'sample', file, into: join(into, 'a'), template });
  const second = await draftPack({ name: 'sample', file, into: join(into, 'b'), template });
  expect(readPack(second.directory).pack.checksum).toBe(readPack(first.directory).pack.checksum);
});

test.each([
  ['a bad name', 'Sample City', 'all.csv', `${header}\nx`, 'cannot name a pack'],
  ['a way out of the folder', '../sample', 'all.csv', `${header}\nx`, 'cannot name a pack'],
  ['an empty file', 'sample', 'all.csv', '', 'The file has no rows.'],
  ['a file with a header only', 'sample', 'all.csv', header, 'The file has no rows.'],
  ['a file of nothing but faults', 'sample', 'all.jsonl', '{"a"\n[1]\n', 'No row of the file could be read'],
  ['a file without requests', 'sample', 'all.csv', 'a,b\n1,2\n', 'No column tells what was asked for'],
  ['a broken archive', 'sample', 'all.csv.gz', gzipSync(Buffer.alloc(90_000, 'type\na\n')).subarray(0, 60), 'could not be read'],
])('%s is refused in one sentence and nothing is written', async (_, name, fileName, text, sentence) => {
  const { file, into } = exportFile(fileName, text);
  await expect(draftPack({ name, file, into, template })).rejects.toThrow(sentence);
  expect(existsSync(into)).toBe(false);
});

test('a pack that is there already stays as it is', async () => {
  const { file, into } = exportFile('all.csv', [header, ...sampleRows()].join('\n'));
  const { directory } = await draftPack({ name: 'sample', file, into, template });
  const before = statSync(join(directory, 'pack.json')).mtimeMs;
  await expect(draftPack({ name: 'sample', file, into, template })).rejects.toThrow('already');
  expect(statSync(join(directory, 'pack.json')).mtimeMs).toBe(before);
  expect(readdirSync(into)).toEqual(['sample']);
});

test('the command answers with one sentence and exit code 2, or with a summary as JSON', async () => {
  const { file, into } = exportFile('all.csv', [header, ...sampleRows()].join('\n'));
  const said: string[] = [];
  const out = { print: (text: string) => void said.push(text), tell: (text: string) => void said.push(text) };
  expect(await packInit(['sample', '--from', `${file}x`, '--into', into], out)).toBe(2);
  expect(await packInit(['sample', '--from', file, '--map', 'type=Nothing', '--into', into], out)).toBe(2);
  expect(await packInit(['--help'], out)).toBe(0);
  expect(await packInit(['sample', '--from', file, '--into', into, '--json'], out)).toBe(0);
  expect(said[0]).toBe(`There is no file ${file}x.`);
  expect(said[1]).toMatch(/^The file has no column "Nothing"\./);
  expect(said[2]).toContain('--map');
  expect(JSON.parse(said[3] ?? '')).toMatchObject({ directory: join(into, 'sample'), rows: 60, matters: 2 });
});
