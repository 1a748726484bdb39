import { describe, expect, it } from 'vitest';
import { readTableModel, type TableSource, tableXml } from '../../test/models.ts';
import { checkModel, evaluate, readGrids, readModel, toPlain, writeGrids } from '../index.ts';

const source: TableSource = {
  hitPolicy: 'FIRST',
  inputs: { 年龄: 'number' },
  outputs: { 额: 'number' },
  rules: [
    ['>= 80', '200', '细则第3条'],
    ['-', '0', ''],
  ],
};
const xml = tableXml(source).replace('<decisionTable ', '<decisionTable id="t" ');

describe('the grid of a model', () => {
  it('shows every cell as it stands in the model', async () => {
    expect(await readGrids(xml)).toEqual([
      {
        table: 't',
        decision: '结果',
        hitPolicy: 'FIRST',
        aggregation: null,
        inputs: [{ label: '年龄', expression: '年龄', type: 'number', allowed: null }],
        outputs: [{ label: '额', name: '额', type: 'number', allowed: null }],
        annotations: ['依据'],
        rows: [
          { id: 'r1', conditions: ['>= 80'], outputs: ['200'], annotations: ['细则第3条'] },
          { id: 'r2', conditions: ['-'], outputs: ['0'], annotations: [''] },
        ],
      },
    ]);
  });

  it('is written back with rows changed, added and moved, and decides by them', async () => {
    const [grid] = await readGrids(xml);
    const rows = [{ conditions: ['>= 90'], outputs: ['300'], annotations: ['新增 < & "'] }, ...(grid?.rows ?? [])];
    const written = (await writeGrids(xml, [{ table: 't', rows }])) ?? '';
    const model = await readModel(written);
    expect(checkModel(model)).toEqual([]);
    expect([95, 85, 5].map((age) => toPlain(evaluate(model, '结果', new Map([['年龄', age]])).value))).toEqual([300, 200, 0]);
    const again = (await readGrids(written))[0]?.rows;
    expect(again?.map(({ id }) => id).slice(1)).toEqual(['r1', 'r2']);
    expect(again?.[0]).toMatchObject({ conditions: ['>= 90'], annotations: ['新增 < & "'] });
    expect(again?.[0]?.id).toMatch(/^rule_\d+$/);
  });

  it('comes back the same when nothing was changed', async () => {
    const [grid] = await readGrids(xml);
    const written = (await writeGrids(xml, [{ table: 't', rows: grid?.rows ?? [] }])) ?? '';
    expect(await readGrids(written)).toEqual([grid]);
  });

  it('is not written into a table that is not there', async () => {
    expect(await writeGrids(xml, [{ table: 'other', rows: [] }])).toBeNull();
    expect(await writeGrids('<nothing/>', [])).toBeNull();
    expect((await readTableModel(source)).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
