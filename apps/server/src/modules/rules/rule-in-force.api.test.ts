import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transact } from '#platform/database.ts';
import { openWorld, type World } from '../../../test/world.ts';
import { checkRules, loadRules, ruleInForce, type Values } from './index.ts';
import { allowanceXml } from './specimens.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const pack = () => ({
  name: 'trial',
  directory: '',
  texts: new Map<string, string>(),
  checksum: '',
  problems: [] as { file: string; column?: string; reason: string }[],
});

async function load(id: string, xml: string) {
  const into = pack();
  const rules = await checkRules(into, [{ id, file: `rules/${id}.dmn`, xml }]);
  if (into.problems.length === 0)
    await transact(world.house.database.pool, 'BEGIN', (tx) => loadRules(tx, rules, world.clock.now(), '2026-11-24'));
  return into.problems;
}

describe('a rule of a pack', () => {
  test('decides from the first load on, for every day, and tells the row, the cells and the ground', async () => {
    expect(await load('allowance', allowanceXml())).toEqual([]);
    const rule = await world.asPlatform((ctx) => ruleInForce(ctx, 'allowance', '2010-01-01'));
    expect(rule).toMatchObject({
      ruleId: 'allowance',
      version: 1,
      inputs: [
        { name: '年龄', type: 'number' },
        { name: '户籍', type: 'string', allowed: ['city', 'elsewhere'] },
      ],
    });
    expect(rule.decide({ 年龄: 85, 户籍: 'city' })).toMatchObject({
      outputs: { outcome: 'approve', reason: 'age', amount_cents: 10_000 },
      fired: [
        {
          table: '高龄补贴',
          number: 2,
          rule: 'r2',
          annotation: '细则第3条',
          cells: [{ label: '年龄', test: '[80..90)', value: '85' }, { label: '户籍' }],
        },
      ],
    });
  });

  test('sends to a person what is missing or of another kind', async () => {
    const rule = await world.asPlatform((ctx) => ruleInForce(ctx, 'allowance', '2026-11-24'));
    const unclear: Values[] = [{}, { 年龄: null, 户籍: 'city' }, { 年龄: '85', 户籍: 'city' }, { 年龄: 85, 户籍: 'mars' }];
    for (const inputs of unclear) expect(rule.decide(inputs).outputs, JSON.stringify(inputs)).toMatchObject({ outcome: 'person' });
  });

  test('is refused with the cell when it has a gap, and changes nothing', async () => {
    const problems = await load('gap', allowanceXml({ last: null }));
    expect(problems[0]).toMatchObject({ file: 'rules/gap.dmn', column: '高龄补贴', reason: expect.stringContaining('年龄 = 79') });
    await expect(world.asPlatform((ctx) => ruleInForce(ctx, 'gap', '2026-11-24'))).rejects.toMatchObject({ code: 'rule.unknown' });
  });

  test('comes into force again from the day on which a changed pack is loaded', async () => {
    await load('dated', allowanceXml());
    await load('dated', allowanceXml({ amount: 12_000 }));
    const on = async (day: string) => (await world.asPlatform((ctx) => ruleInForce(ctx, 'dated', day))).version;
    expect([await on('2026-11-23'), await on('2026-11-24')]).toEqual([1, 2]);
  });
});
