import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCommand } from './banyan.ts';
import { commands } from './commands.ts';

const folder = mkdtempSync(join(tmpdir(), 'banyan-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...words: string[]) {
  const printed: string[] = [];
  const told: string[] = [];
  const code = await runCommand(words, { print: (text) => printed.push(text), tell: (text) => told.push(text) });
  return { code, printed: printed.join('\n'), told: told.join('\n') };
}

test('the help lists every command, and each command has help of its own', async () => {
  const { code, printed } = await run('--help');
  expect(code).toBe(0);
  for (const { name, usage } of commands) {
    expect(printed).toContain(name);
    expect(await run(...name.split(' '), '--help')).toMatchObject({ code: 0, printed: expect.stringContaining(`${name} ${usage}`) });
  }
  expect((await run()).printed).toBe(printed);
});

test.each([
  [['pack'], '"pack" is no command.'],
  [['pack', 'burn'], '"pack burn" is no command.'],
  [['plant'], '"plant" is no command.'],
  [['pack', 'diff'], '1 more argument is needed.'],
  [['pack', 'diff', '350122', '350102'], '"350102" is one argument too many.'],
  [['pack', 'diff', '350199'], 'The pack fuzhou has no county 350199.'],
  [['pack', 'validate', '--loud'], "Unknown option '--loud'."],
  [['pack', 'validate', 'atlantis'], 'There is no pack in'],
])('%j is refused in one sentence', async (words, sentence) => {
  const { code, printed, told } = await run(...words);
  expect(code).toBe(2);
  expect(told).toContain(sentence);
  expect(printed).toBe('');
});

test('a sound pack is told in figures, a faulty one by file, line and reason', async () => {
  expect(await run('pack', 'validate', 'fuzhou')).toMatchObject({
    code: 0,
    printed: expect.stringMatching(/^The pack fuzhou is sound: 3222 areas/),
  });
  cpSync(join(import.meta.dirname, '../../../../packs/template'), folder, { recursive: true });
  const file = join(folder, 'matters/01-examples.csv');
  writeFileSync(file, readFileSync(file, 'utf8').replace('4wh', 'soon'));
  const faulty = await run('pack', 'validate', folder);
  expect(faulty.code).toBe(2);
  expect(faulty.printed).toMatch(/^matters\/01-examples\.csv:2: handle: limit "soon"/);
  const json = JSON.parse((await run('pack', 'validate', folder, '--json')).printed);
  expect(json.problems[0]).toMatchObject({ file: 'matters/01-examples.csv', line: 2, column: 'handle' });
  expect(await run('pack', 'load', folder)).toMatchObject({ code: 2, printed: '', told: expect.stringContaining('Nothing was changed.') });
});

test('what Lianjiang changed is shown field by field with its source', async () => {
  const { code, printed } = await run('pack', 'diff', '350122');
  expect(code).toBe(0);
  expect(printed).toMatch(/^matter M06010 暴露垃圾: handle: 4wh → 1wd {2}\(drafted; .+\)$/m);
  expect(printed).toMatch(/^responsibility lead river-joint 350122: lead: river-joint → water/m);
  const json = JSON.parse((await run('pack', 'diff', '350122', '--json')).printed);
  expect(json).toMatchObject({
    county: '350122',
    name: '连江县',
    differences: expect.arrayContaining([expect.objectContaining({ of: 'limit', city: '5wd', county: '7wd' })]),
  });
});
