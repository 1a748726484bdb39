import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../../test/world.ts';
import { offsetsOf } from './history.ts';
import { type Options, replay } from './run.ts';

let world: World;
const folder = mkdtempSync(join(tmpdir(), 'banyan-replay-'));
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

const header = 'id,district,date,title,content,reply,reply_days,forwards,nature,channel,lat,lon';
const line = (id: number, more: Partial<{ date: string; forwards: number; lat: string; lon: string; district: string }> = {}) =>
  `${id},${more.district ?? '鼓楼区'},${more.date ?? '2020-03-02'},井盖,路边的雨水井盖破了，请处理,已更换,6,${more.forwards ?? 1},投诉,电话,${more.lat ?? ''},${more.lon ?? ''}`;

function optionsFor(name: string, text: string | Buffer, more: Partial<Options> = {}): Options {
  const file = join(folder, name);
  writeFileSync(file, text);
  return {
    file,
    map: {},
    lanes: 4,
    refusedFile: `${file}.refused`,
    horizon: new Date('2026-11-24T00:00:00Z'),
    aliases: new Map(),
    offsetOf: offsetsOf('Asia/Shanghai'),
    restart: false,
    stopped: () => false,
    ...more,
  };
}

test('every row is accepted, refused with line and reason, or repeated; none is lost', async () => {
  const rows = [
    header,
    line(1),
    line(2, { forwards: 3 }),
    line(2),
    line(3, { date: 'gestern' }),
    'short,row',
    line(4, { lat: '39.9', lon: '116.4' }),
    line(5, { district: '哪里' }),
  ];
  const summary = await replay(world.house, optionsFor('mixed.csv', rows.join('\n')));
  expect(summary).toMatchObject({ rows: 7, accepted: 4, refused: 2, repeated: 1 });
  expect(summary.figures).toMatchObject({ cases: 4, closed: 4, unrated: 4, rated: 0 });
  const refused = readFileSync(join(folder, 'mixed.csv.refused'), 'utf8')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as { line: number; reason: string });
  expect(refused.map((one) => one.reason.split(':')[0])).toEqual(['row.reported_at_invalid', 'row.has_2_of_12_columns']);
  expect(refused.map((one) => one.line)).toEqual([5, 6]);
});

test('an interrupted run goes on where it stopped, and counts as if it had not been', async () => {
  const text = [header, ...Array.from({ length: 40 }, (_, index) => line(100 + index))].join('\n');
  let asked = 0;
  const first = await replay(world.house, optionsFor('long.csv', text, { stopped: () => ++asked > 17 }));
  expect(first.rows).toBeLessThan(40);
  const second = await replay(world.house, optionsFor('long.csv', text));
  expect(second).toMatchObject({ rows: 40, accepted: 40, refused: 0, repeated: 0 });
  const again = await replay(world.house, optionsFor('long.csv', text, { restart: true }));
  expect(again).toMatchObject({ rows: 40, accepted: 40, figures: { cases: 40 } });
});

test('JSON lines, gzipped, are read like a table; a line that is not JSON is refused', async () => {
  const lines = [
    JSON.stringify({ id: 900, district: '台江区', date: '2021-05-06', content: '河水发臭', reply: '已清淤', reply_days: 3, forwards: 2 }),
    '{broken',
    JSON.stringify([1]),
  ];
  const summary = await replay(world.house, optionsFor('lines.jsonl.gz', gzipSync(lines.join('\n'))));
  expect(summary).toMatchObject({ rows: 3, accepted: 1, refused: 2 });
});

test('the history is played on its own clock: late is late, and the reporter was asked', async () => {
  const rows = [header, line(800).replace(',6,1,', ',60,1,')];
  const { figures } = await replay(world.house, optionsFor('late.csv', rows.join('\n')));
  expect(figures).toMatchObject({ cases: 1, handleClocks: 1, handledOnTime: 0, asked: 1 });
});
