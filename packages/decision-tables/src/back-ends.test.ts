import fc from 'fast-check';
import { unaryTest } from 'feelin';
import { describe, expect, it } from 'vitest';
import { asContext, asScalar, columnsOf, resultAt } from '../test/back-ends.ts';
import { readTableModel } from '../test/models.ts';
import { randomRow, randomTable, textXml } from '../test/random-tables.ts';
import { compileColumns, compileRow, decideColumns, evaluate, type Model, type Row, readModel, type Scalar } from './index.ts';

const runs = Number(process.env.BANYAN_FUZZ_RUNS ?? 150);

type Compared = { found: unknown[]; compiled: boolean };

function compareRow(model: Model, rows: readonly Row[], wanted: readonly Scalar[]): unknown[] | null {
  const row = compileRow(model, '结果');
  if (row === null) return null;
  return rows.flatMap((input, at) =>
    Object.is(row.decide(input), wanted[at]) ? [] : [{ by: 'row', input, wanted: wanted[at], got: row.decide(input) }],
  );
}

async function compareColumns(model: Model, rows: readonly Row[], wanted: readonly Scalar[]): Promise<unknown[] | null> {
  const columns = columnsOf(rows);
  const program = compileColumns(model, ['结果'], columns);
  if (program === null) return null;
  const result = (await decideColumns(program, columns, rows.length)).get('结果');
  return rows.flatMap((input, at) => {
    const got = resultAt(result, at);
    return Object.is(got, wanted[at]) ? [] : [{ by: 'columns', input, wanted: wanted[at], got }];
  });
}

/** The one rule that held, where one decided: the compiled row must name the same. */
function compareRules(model: Model, rows: readonly Row[]): unknown[] {
  const row = compileRow(model, '结果');
  return rows.flatMap((input) => {
    const { value, reasons } = evaluate(model, '结果', asContext(input), { explain: true });
    const [only, ...others] = reasons[0]?.tables[0]?.rules ?? [];
    if (row === null || only === undefined || others.length > 0 || value === null) return [];
    const got = row.rule(input);
    return got === 0 || got === only.number ? [] : [{ by: 'rule', input, wanted: only.number, got }];
  });
}

async function disagreements(model: Model, rows: readonly Row[]): Promise<Compared> {
  const wanted = rows.map((row) => asScalar(evaluate(model, '结果', asContext(row)).value));
  const [byRow, byColumns] = [compareRow(model, rows, wanted), await compareColumns(model, rows, wanted)];
  return { found: [...(byRow ?? []), ...(byColumns ?? []), ...compareRules(model, rows)], compiled: byRow !== null && byColumns !== null };
}

describe('the back ends', () => {
  it('agree on random tables and rows, nulls included', async () => {
    let compiled = 0;
    await fc.assert(
      fc.asyncProperty(randomTable, fc.array(randomRow, { minLength: 20, maxLength: 20 }), async ({ xml }, rows) => {
        const { found, compiled: whole } = await disagreements(await readModel(xml), rows);
        if (whole) compiled += 1;
        expect(found).toEqual([]);
      }),
      { numRuns: runs },
    );
    // The property says nothing of tables that are not compiled; most must be.
    expect(compiled).toBeGreaterThan(runs / 2);
  });

  it.each([
    ['n * 0.15 + m * 0.35 - 1.2', 'number'],
    ['0.1 + 0.2 = 0.3', 'boolean'],
    ['if n > m then n - m else null', 'number'],
    ['s = null', 'boolean'],
    ['n = null or b', 'boolean'],
    ['n != m', 'boolean'],
    ['d >= @"2026-02-28"', 'boolean'],
    ['if b then "a" else "b"', 'string'],
    ['if s = "a" then s else "中"', 'string'],
    ['min(n, m) + floor(n) + ceiling(m)', 'number'],
    ['sum(n, m, 0.1)', 'number'],
    ['-n ** 2', 'number'],
    ['not(n > 1 and b)', 'boolean'],
    ['b', 'boolean'],
    ['b = (n > 1)', 'boolean'],
    ['d', 'date'],
    ['s', 'string'],
  ])('agree on %s', async (text, kind) => {
    const rows = fc.sample(randomRow, { numRuns: 200, seed: 1 });
    expect((await disagreements(await readModel(textXml(text, kind)), rows)).found).toEqual([]);
  });

  it('share the rows of a population among threads', async () => {
    const model = await readModel(textXml('n * 2 + m', 'number'));
    const rows = Array.from({ length: 1000 }, (_, index): Row => ({ n: index % 7 === 0 ? null : index, m: 0.5, s: 'a', b: true, d: 0 }));
    const many = Array.from({ length: 220 }, () => rows).flat();
    const columns = columnsOf(many);
    const program = compileColumns(model, ['结果'], columns);
    if (program === null) throw new Error('the decision is not compiled');
    const [alone, shared] = [await decideColumns(program, columns, many.length), await decideColumns(program, columns, many.length, 2)];
    expect(shared.get('结果')?.data).toEqual(alone.get('结果')?.data);
    expect(resultAt(shared.get('结果'), 219_001)).toBe(2.5);
  });

  it('leave to the generic evaluation what has no columns', async () => {
    expect(compileRow(await readModel(textXml('count([n, m])', 'number')), '结果')).toBeNull();
    expect(compileRow(await readModel(textXml('string length(s)', 'number')), '结果')).toBeNull();
  });

  it('never put a text of the model into the program as code', async () => {
    const model = await readModel(textXml('if s = "\\"+(globalThis.broken=1)+\\"" then "\\u2028`$" else "b"', 'string'));
    const row = compileRow(model, '结果');
    expect(row?.decide({ n: 0, m: 0, s: '"+(globalThis.broken=1)+"', b: null, d: null })).toBe('\u2028`$');
    expect('broken' in globalThis).toBe(false);
  });
});

describe('feelin, as a second opinion on the part it gets right', () => {
  it('agrees on every test of a value that is there', async () => {
    const cells = ['1', '< 2.5', '>= 1', '[0..5]', '(0..1]', '1, 5', 'not(1)', 'not(< 2.5)', '-', '? > 1', '!= 1', 'null'];
    for (const cell of cells) {
      const rules = [[cell, 'true']];
      const model = await readTableModel({
        hitPolicy: 'FIRST',
        inputs: { n: 'number' },
        outputs: { y: 'boolean' },
        fallback: 'false',
        rules,
      });
      for (const n of [0, 0.5, 1, 2.5, 3, 5, 7]) {
        const ours = evaluate(model, '结果', new Map([['n', n]])).value;
        expect([cell, n, ours]).toEqual([cell, n, unaryTest(cell, { '?': n }).value]);
      }
    }
  });
});
