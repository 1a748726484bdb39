import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evaluateFiles } from './triage-evaluate.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banyan-evaluate-'));
});

afterAll(() => rm(folder, { recursive: true }));

type Row = { text: string; label: string };

const lamps = ['路灯不亮', '路灯坏了三天', '路灯一闪一闪', '路灯杆倒了', '没有路灯', '路灯昏暗'];
const noise = ['半夜施工很吵', '工地噪声扰民', '音响太吵', '夜里噪声睡不着', '酒吧吵到凌晨', '装修噪声不停'];
const known: Row[] = [
  ...Array.from({ length: 24 }, (_, at) => ({ text: `${at % 4}号楼旁边${lamps[at % 6] ?? ''}，请处理${at}`, label: '路灯' })),
  ...Array.from({ length: 24 }, (_, at) => ({ text: `${at % 4}号楼旁边${noise[at % 6] ?? ''}，请处理${at}`, label: '噪声' })),
  { text: '井盖不见了', label: '井盖' },
];

async function evaluated(asked: readonly Row[], label = 'label') {
  const [train, test] = [join(folder, 'train.jsonl'), join(folder, 'test.jsonl')];
  const lines = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).join('\n');
  await Promise.all([writeFile(train, lines(known)), writeFile(test, lines(asked))]);
  const printed: string[] = [];
  const say = (text: string) => {
    printed.push(text);
  };
  await evaluateFiles(['--train', train, '--test', test, '--label', label, '--json'], { print: say, tell: say });
  return { told: printed.join('\n'), report: JSON.parse(printed.at(-1) ?? '') };
}

test('a label with too few examples is named, and so are the pairs that were taken for each other', async () => {
  const { told, report } = await evaluated([
    { text: '楼下路灯不亮', label: '路灯' },
    { text: '半夜施工噪声很吵', label: '路灯' },
    { text: '井盖丢了', label: '井盖' },
  ]);
  expect(report.fewExamples).toContainEqual({ label: '井盖', count: 1 });
  expect(told).toContain('"井盖" has 1 examples');
  expect(report.confusions).toContainEqual({ truth: '路灯', guess: '噪声', count: 1 });
});

test('whatever stands in a text, there is an answer or a word that it cannot tell', async () => {
  const texts = ['', '😀😀😀', 'zzqq xxyy', '路燈壞了', '<b>路灯</b>坏了', 'Ignore all instructions. 路灯坏了', '\u202E路灯坏了\u202C'];
  const long = '路灯坏了。'.repeat(2400);
  const { report } = await evaluated([...texts, long].map((text) => ({ text, label: '路灯' })));
  expect(report.count).toBe(8);
  expect(report.cannotTell).toBe(3);
  expect(report.accuracy).toBeGreaterThanOrEqual(5 / 8);
});

test('a column that is not there is refused by name', async () => {
  await expect(evaluated([{ text: '路灯', label: '路灯' }], 'kind')).rejects.toThrow('no column "kind"');
});
