import { describe, expect, it } from 'vitest';
import { definitions, escapeXml, expressionXml, inputData, readTableModel, requires, type TableSource } from '../test/models.ts';
import { evaluate, fromPlain, type Plain, readModel, toPlain } from './index.ts';

async function decide(source: TableSource, inputs: Record<string, Plain>): Promise<Plain> {
  const context = new Map(Object.entries(inputs).map(([name, value]) => [name, fromPlain(value)]));
  return toPlain(evaluate(await readTableModel(source), '结果', context).value);
}

const points: TableSource = {
  inputs: { 年龄: 'number' },
  outputs: { 分: 'number' },
  rules: [
    ['>= 60', '10'],
    ['>= 80', '20'],
    ['>= 90', '30'],
  ],
};

describe('a hit policy', () => {
  it.each([
    ['UNIQUE', 65, 10],
    ['UNIQUE', 85, null],
    ['FIRST', 85, 10],
    ['RULE ORDER', 85, [10, 20]],
    ['COLLECT', 95, [10, 20, 30]],
    ['COLLECT', 5, []],
    ['ANY', 65, 10],
    ['ANY', 85, null],
  ])('%s gives for %i the right result', async (hitPolicy, age, wanted) => {
    expect(await decide({ ...points, hitPolicy }, { 年龄: age })).toEqual(wanted);
  });

  it.each([
    ['PRIORITY', 85, 20],
    ['OUTPUT ORDER', 95, [30, 20, 10]],
  ])('%s goes by the list of results', async (hitPolicy, age, wanted) => {
    expect(await decide({ ...points, hitPolicy, outputValues: '30, 20, 10' }, { 年龄: age })).toEqual(wanted);
  });

  it.each([
    ['SUM', 60],
    ['MIN', 10],
    ['MAX', 30],
    ['COUNT', 3],
  ])('COLLECT adds up by %s', async (aggregation, wanted) => {
    expect(await decide({ ...points, hitPolicy: 'COLLECT', aggregation }, { 年龄: 95 })).toBe(wanted);
  });

  it('gives what stands for no rule when none holds', async () => {
    expect(await decide({ ...points, fallback: '-1' }, { 年龄: 5 })).toBe(-1);
    expect(await decide(points, { 年龄: 5 })).toBeNull();
  });

  it('gives several results by their names', async () => {
    const table: TableSource = { inputs: { 年龄: 'number' }, outputs: { 档: 'string', 额: 'number' }, rules: [['>= 80', '"甲"', '200']] };
    expect(await decide(table, { 年龄: 80 })).toEqual({ 档: '甲', 额: 200 });
  });
});

describe('an explanation', () => {
  const source: TableSource = {
    hitPolicy: 'FIRST',
    inputs: { 年龄: 'number', 户籍: 'boolean' },
    outputs: { 补贴: 'number' },
    rules: [
      ['>= 90', 'true', '300', '细则第2条'],
      ['>= 80', 'true', '200', '细则第3条'],
      ['-', '-', '0', '细则第5条'],
    ],
  };

  it('names the rule, what each condition saw, and the ground beside it', async () => {
    const inputs = new Map<string, number | boolean>([
      ['年龄', 85],
      ['户籍', true],
    ]);
    const { value, reasons, notes } = evaluate(await readTableModel(source), '结果', inputs, { explain: true });
    expect([value, notes]).toEqual([200, []]);
    expect(reasons).toMatchObject([{ decision: '结果', value: 200, tables: [{ hitPolicy: 'FIRST' }] }]);
    expect(reasons[0]?.tables[0]?.rules).toEqual([
      {
        number: 2,
        id: 'r2',
        conditions: [
          { label: '年龄', value: 85, test: '>= 80', cell: '结果 › #2 › 年龄' },
          { label: '户籍', value: true, test: 'true', cell: '结果 › #2 › 户籍' },
        ],
        annotations: ['细则第3条'],
      },
    ]);
  });

  it('says why there is no value', async () => {
    const model = await readModel(expressionXml('年龄 + 1', { 年龄: 'number' }));
    const { value, notes } = evaluate(model, '结果', new Map([['年龄', '八十']]));
    expect(value).toBeNull();
    expect(notes.map((note) => note.code)).toEqual(['feel.wrong_type', 'feel.no_arithmetic']);
    expect(evaluate(model, '没有', new Map()).notes.map((note) => note.code)).toEqual(['model.no_decision']);
  });

  it('is stopped with the evaluation when that would run for ever', async () => {
    const model = await readModel(expressionXml('count(for x in 1..1000000, y in 1..1000000 return 1)'));
    expect(evaluate(model, '结果', new Map(), { fuel: 10_000 })).toMatchObject({ value: null, stopped: true });
  });

  it('takes now and today from the instant of the decision alone', async () => {
    const model = await readModel(expressionXml('string(today())'));
    expect(evaluate(model, '结果', new Map(), { nowMs: Date.UTC(2026, 10, 24, 17), zone: 'Asia/Shanghai' }).value).toBe('2026-11-25');
    expect(evaluate(model, '结果', new Map()).notes.map((note) => note.code)).toContain('feel.no_clock');
  });
});

const literal = (text: string) => `<literalExpression><text>${escapeXml(text)}</text></literalExpression>`;

async function boxed(logic: string, inputs: Record<string, Plain> = {}): Promise<Plain> {
  const types = Object.fromEntries(Object.keys(inputs).map((name) => [name, 'Any']));
  const xml = definitions(`${inputData(types)}<decision id="d" name="结果">${requires(Object.keys(inputs).length)}${logic}</decision>`);
  const context = new Map(Object.entries(inputs).map(([name, value]) => [name, fromPlain(value)]));
  return toPlain(evaluate(await readModel(xml), '结果', context).value);
}

describe('a boxed expression', () => {
  const entry = (name: string, logic: string) => `<contextEntry><variable name="${name}"/>${logic}</contextEntry>`;

  it('of a context sees its earlier entries and gives its result', async () => {
    const entries = entry('月收入', literal('3000')) + entry('年收入', literal('月收入 * 12'));
    expect(await boxed(`<context>${entries}</context>`)).toEqual({ 月收入: 3000, 年收入: 36_000 });
    expect(await boxed(`<context>${entries}<contextEntry>${literal('年收入 + 1')}</contextEntry></context>`)).toBe(36_001);
  });

  it('of a relation gives rows', async () => {
    const row = (...cells: string[]) => `<row>${cells.map(literal).join('')}</row>`;
    const relation = `<relation><column name="街道"/><column name="件"/>${row('"鼓东"', '3')}${row('"南街"', '5')}</relation>`;
    expect(await boxed(relation)).toEqual([
      { 街道: '鼓东', 件: 3 },
      { 街道: '南街', 件: 5 },
    ]);
  });

  it('of a condition, a filter and loops', async () => {
    const part = (name: string, text: string) => `<${name}>${literal(text)}</${name}>`;
    expect(await boxed(`<conditional>${part('if', 'n > 1')}${part('then', '"多"')}${part('else', '"少"')}</conditional>`, { n: 2 })).toBe(
      '多',
    );
    expect(await boxed(`<filter>${part('in', '[1, 2, 3]')}${part('match', 'item >= n')}</filter>`, { n: 2 })).toEqual([2, 3]);
    const loop = (kind: string, body: string) => `<${kind} iteratorVariable="x">${part('in', 'l')}${body}</${kind}>`;
    expect(await boxed(loop('for', part('return', 'x * x + count(partial)')), { l: [1, 2, 3] })).toEqual([1, 5, 11]);
    expect(await boxed(loop('some', part('satisfies', 'x > 2')), { l: [1, 2, 3] })).toBe(true);
    expect(await boxed(loop('every', part('satisfies', 'x > 2')), { l: [1, 2, 3] })).toBe(false);
  });

  it('of a list and a function', async () => {
    expect(await boxed(`<list>${literal('1')}${literal('n')}</list>`, { n: 2 })).toEqual([1, 2]);
    const define = `<functionDefinition><formalParameter name="a" typeRef="number"/>${literal('a * 2')}</functionDefinition>`;
    expect(await boxed(`<context>${entry('双', define)}<contextEntry>${literal('双(n)')}</contextEntry></context>`, { n: 21 })).toBe(42);
  });
});

describe('a graph of decisions', () => {
  const knowledge = `<businessKnowledgeModel id="b" name="阶乘"><encapsulatedLogic><formalParameter name="n" typeRef="number"/>${literal('if n <= 1 then 1 else n * 阶乘(n - 1)')}</encapsulatedLogic></businessKnowledgeModel>`;

  it('calls a knowledge model by name, and the model itself', async () => {
    const bind = `<invocation>${literal('阶乘')}<binding><parameter name="n"/>${literal('5')}</binding></invocation>`;
    const needs = '<knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>';
    const model = await readModel(definitions(`${knowledge}<decision id="d" name="结果">${needs}${bind}</decision>`));
    expect(evaluate(model, '结果', new Map()).value).toBe(120);
    expect(evaluate(model, '阶乘', new Map([['n', 6]])).value).toBe(720);
  });

  const service = `${inputData({ 收入: 'number' })}
    <decision id="t" name="门槛">${literal('1000')}</decision>
    <decision id="d" name="结果"><informationRequirement><requiredDecision href="#t"/></informationRequirement>${requires(1)}${literal('收入 < 门槛')}</decision>
    <decisionService id="s" name="低收入"><variable name="低收入"/><outputDecision href="#d"/><inputDecision href="#t"/><inputData href="#in0"/></decisionService>`;

  it('offers a part of itself as a service whose inputs go before its own decisions', async () => {
    const model = await readModel(definitions(service));
    expect(evaluate(model, '结果', new Map([['收入', 1500]])).value).toBe(false);
    expect(
      evaluate(
        model,
        '低收入',
        new Map([
          ['收入', 1500],
          ['门槛', 2000],
        ]),
      ).value,
    ).toBe(true);
  });

  it('takes decisions and types of another model under the name of the import', async () => {
    const other = definitions(
      `<itemDefinition name="钱"><typeRef>number</typeRef><allowedValues><text>&gt;= 0</text></allowedValues></itemDefinition>${knowledge}`,
    ).replace('namespace="test"', 'namespace="other"');
    const here = definitions(
      `<import name="库" namespace="other" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/><inputData id="in0" name="额"><variable name="额" typeRef="库.钱"/></inputData><decision id="d" name="结果">${requires(1)}<knowledgeRequirement><requiredKnowledge href="other#b"/></knowledgeRequirement>${literal('库.阶乘(额)')}</decision>`,
    );
    const model = await readModel(here, [await readModel(other)]);
    expect(evaluate(model, '结果', new Map([['额', 4]])).value).toBe(24);
    expect(evaluate(model, '结果', new Map([['额', -4]])).notes.map((note) => note.code)).toContain('feel.wrong_type');
  });

  it('needing itself gives null and never hangs', async () => {
    const needs = (id: string, on: string) =>
      `<decision id="${id}" name="${id}"><informationRequirement><requiredDecision href="#${on}"/></informationRequirement>${literal(`${on} + 1`)}</decision>`;
    expect(evaluate(await readModel(definitions(needs('a', 'b') + needs('b', 'a'))), 'a', new Map()).value).toBeNull();
  });

  it('calls no function of another language, but for plain arithmetic', async () => {
    const java = (owner: string, method: string) =>
      boxed(literal(`(function(a: number, b: number) external {java: {class: "${owner}", method signature: "${method}"}})(2, 3)`));
    expect(await java('java.lang.Math', 'max(double, double)')).toBe(3);
    expect(await java('java.lang.Runtime', 'exec(int, int)')).toBeNull();
  });
});
