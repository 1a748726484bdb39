import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitions, expressionXml, readTableModel, type TableSource, tableXml } from '../../test/models.ts';
import { readExpression, readTests } from '../feel/read.ts';
import { makeVocabulary } from '../feel/vocabulary.ts';
import { assertPublishable, checkModel, describeProblem, ModelRefused, readModel } from '../index.ts';
import { compile } from '../run/compile.ts';
import { makeFrame, makeScope } from '../run/scope.ts';
import { newRun } from '../values/value.ts';

const senior: TableSource = {
  inputs: { 年龄: 'number', 户籍: 'boolean' },
  outputs: { 补贴: 'number' },
  rules: [
    ['>= 80', 'true', '200', '细则第3条'],
    ['< 80', 'true', '0', '细则第4条'],
    ['-', 'false', '0', '细则第5条'],
  ],
};

async function codes(source: TableSource): Promise<string[]> {
  return checkModel(await readTableModel(source)).map((one) => one.code);
}

async function problemsOf(text: string, inputs: Record<string, string> = {}) {
  return checkModel(await readModel(expressionXml(text, inputs)));
}

describe('a table before it is published', () => {
  it('passes when every case has one rule', async () => {
    expect(await codes(senior)).toEqual([]);
  });

  it('is refused for a case without rule, with an example of it', async () => {
    const model = await readTableModel({ ...senior, rules: [['> 80', 'true', '200'], ...senior.rules.slice(1)] });
    const [gap] = checkModel(model);
    expect(gap?.code).toBe('table.gap');
    expect(gap?.details.example).toContain('年龄 = 80');
    expect(() => assertPublishable(model)).toThrow(ModelRefused);
  });

  it('finds a gap between whole numbers, for an age may be 79.5', async () => {
    expect(
      await codes({
        ...senior,
        rules: [
          ['>= 80', 'true', '200'],
          ['<= 79', 'true', '0'],
          ['-', 'false', '0'],
        ],
      }),
    ).toEqual(['table.gap']);
  });

  it('knows no gap between two days that follow each other', async () => {
    const rules = [
      ['< date("2026-07-01")', '1'],
      ['>= date("2026-07-01")', '2'],
    ];
    expect(await codes({ inputs: { 办理日: 'date' }, outputs: { 档: 'number' }, rules })).toEqual([]);
    const days = [
      ['<= date("2026-06-30")', '1'],
      ['>= date("2026-07-01")', '2'],
    ];
    expect(await codes({ inputs: { 办理日: 'date' }, outputs: { 档: 'number' }, rules: days })).toEqual([]);
  });

  it('is refused when two rules hold together, and names both', async () => {
    const model = await readTableModel({ ...senior, rules: [...senior.rules, ['>= 90', 'true', '300']] });
    const [found] = checkModel(model);
    expect(found).toMatchObject({ code: 'table.overlap', cell: '结果 › #4', details: { rule: '1', other: '4' } });
  });

  it('lets rules of ANY hold together only when they agree', async () => {
    const rules = [
      ['< 80', '-', '0'],
      ['-', 'false', '0'],
      ['>= 80', 'true', '1'],
    ];
    expect(await codes({ ...senior, hitPolicy: 'ANY', rules })).toEqual([]);
    expect(await codes({ ...senior, hitPolicy: 'ANY', rules: [...rules, ['>= 100', '-', '2']] })).toContain('table.any_disagrees');
  });

  it('finds the rule that is never reached because those before it together cover it', async () => {
    const rules = [
      ['< 60', '-', '0'],
      ['>= 60', 'true', '1'],
      ['[50..70]', 'true', '2'],
      ['-', '-', '3'],
    ];
    expect(await codes({ ...senior, hitPolicy: 'FIRST', rules })).toEqual(['table.never_reached']);
  });

  it('finds the rule that can never hold', async () => {
    expect(await codes({ ...senior, rules: [...senior.rules, ['[90..80]', 'true', '1']] })).toEqual(['table.never_holds']);
  });

  it('treats two columns of one input as one', async () => {
    const table = tableXml({ inputs: { 年龄: 'number' }, outputs: { 档: 'number' }, rules: [] }).replace(
      '<output',
      '<input label="又"><inputExpression typeRef="number"><text>年龄</text></inputExpression></input><output',
    );
    const rule = (low: string, high: string) =>
      `<rule><inputEntry><text>${low}</text></inputEntry><inputEntry><text>${high}</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>`;
    const rules = rule('&lt; 60', '-') + rule('&gt;= 60', '&lt; 80') + rule('-', '&gt;= 80');
    expect(checkModel(await readModel(table.replace('</decisionTable>', `${rules}</decisionTable>`)))).toEqual([]);
  });

  it('says so when a condition cannot be told', async () => {
    expect(await codes({ ...senior, hitPolicy: 'COLLECT', rules: [['modulo(?, 2) = 0', '-', '1']] })).toEqual(['table.not_told']);
  });

  it('asks only for the values that the column lists', async () => {
    const types =
      '<itemDefinition name="t"><typeRef>string</typeRef><allowedValues><text>"低保","特困"</text></allowedValues></itemDefinition>';
    const rules = [
      ['"低保"', '1'],
      ['"特困"', '2'],
    ];
    const xml = tableXml({ inputs: { 身份: 't' }, outputs: { 档: 'number' }, rules }).replace('<inputData', `${types}<inputData`);
    expect(checkModel(await readModel(xml))).toEqual([]);
  });

  it('checks 256 rules over 8 inputs in well under a second', async () => {
    const bits = Array.from({ length: 256 }, (_, index) => index);
    const inputs = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`x${index}`, 'number']));
    const rules = bits.map((value) => [...Object.keys(inputs).map((_, bit) => ((value >> bit) & 1 ? '>= 5' : '< 5')), String(value)]);
    const model = await readTableModel({ inputs, outputs: { y: 'number' }, rules });
    const before = performance.now();
    expect(checkModel(model)).toEqual([]);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

describe('a text before it is published', () => {
  it('is refused for an unknown name, with the one that may be meant', async () => {
    const [found] = await problemsOf('年令 + 1', { 年龄: 'number' });
    expect(found).toMatchObject({ code: 'feel.unknown_name', cell: '结果', from: 0, to: 2, details: { name: '年令', near: '年龄' } });
  });

  it('is refused for a full-width sign, which would become part of a name', async () => {
    const [found] = await problemsOf('年龄＞18', { 年龄: 'number' });
    expect(found).toMatchObject({ code: 'feel.wide_sign', from: 2 });
  });

  it('may name what has a full-width sign in its own name', async () => {
    expect(await problemsOf('年收入（元） * 2', { '年收入（元）': 'number' })).toEqual([]);
  });

  it('may hold full-width signs in a string', async () => {
    expect(await problemsOf('"（一）"')).toEqual([]);
  });

  it.each([
    ['年龄 + "岁"', 'feel.no_arithmetic'],
    ['年龄 > "18"', 'feel.not_comparable'],
    ['if 年龄 then 1 else 2', 'feel.not_boolean'],
    ['string length(年龄)', 'feel.wrong_arguments'],
    ['年龄.岁', 'feel.no_field'],
    ['年龄(1)', 'feel.not_a_function'],
    ['(function(a) a)(1, 2)', 'feel.argument_count'],
    ['matches("a", "(")', 'feel.bad_pattern'],
    ['{a: 1, a: 2}', 'feel.entry_twice'],
    ['年龄 >', 'feel.syntax'],
    ['', 'feel.empty'],
    ['today()', 'feel.clock'],
    [`${'('.repeat(300)}1${')'.repeat(300)}`, 'feel.too_deep'],
    [`"${'a'.repeat(60_000)}"`, 'feel.too_long'],
    ['1e400', 'feel.number_too_large'],
    ['?', 'feel.nothing_tested'],
  ])('%s is %s', async (text, code) => {
    expect((await problemsOf(text, { 年龄: 'number' })).map((one) => one.code)).toContain(code);
  });

  it('names the cell whose condition can never suit its column', async () => {
    const model = await readTableModel({ ...senior, rules: [['"八十"', 'true', '1'], ...senior.rules] });
    expect(checkModel(model)).toContainEqual(expect.objectContaining({ code: 'feel.test_type', cell: '结果 › #1 › 年龄' }));
  });

  it('is described to an official in Chinese and in English', async () => {
    const model = await readTableModel({ ...senior, rules: [...senior.rules, ['>= 90', 'true', '"三百"']] });
    const found = checkModel(model).find((one) => one.code === 'feel.wrong_type');
    if (found === undefined) throw new Error('the wrong type is not found');
    expect(describeProblem(found, 'zh')).toBe('“结果”第 4 条“补贴”：这里应当是 number，却是 string。');
    expect(describeProblem(found, 'en')).toBe('"结果", rule 4, "补贴": number is wanted here, not string.');
  });
});

describe('a text of any kind', () => {
  it('is read or refused, and never an error of the program', () => {
    const signs = fc.constantFrom(
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      'a',
      '年',
      ' ',
      '.',
      '..',
      ',',
      ':',
      '"',
      '@',
      '-',
      '+',
      '*',
      '<',
      '>',
      '=',
      '1',
      'if ',
      ' then ',
      ' else ',
      'for ',
      ' in ',
      ' return ',
      'not',
      'function',
      '?',
      '＞',
      '\\',
      '\n',
      '\u0000',
      '/*',
      '//',
      'instance of',
      'list<',
    );
    const text = fc.array(signs, { maxLength: 25 }).map((parts) => parts.join(''));
    const vocabulary = makeVocabulary(new Map([['a', { kind: 'number' }]]));
    fc.assert(
      fc.property(text, (written) => {
        const expression = readExpression(written, { vocabulary });
        const { tests } = readTests(written, { vocabulary });
        for (const node of [expression, ...tests]) compile(node, makeScope(['a'], null))(makeFrame([1], null), newRun({ fuel: 10_000 }));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a file before it is read', () => {
  it.each([
    ['<!DOCTYPE a [<!ENTITY b "c">]><definitions/>', 'model.document_type'],
    [`<definitions>${' '.repeat(5_000_000)}</definitions>`, 'model.too_large'],
    [`${'<a>'.repeat(300)}${'</a>'.repeat(300)}`, 'model.too_deep'],
    [`<definitions>${`<text>${'a'.repeat(9_000)}</text>`.repeat(20)}</definitions>`, 'model.too_much_text'],
    ['nothing of the kind', 'model.not_dmn'],
    ['<html/>', 'model.not_dmn'],
  ])('%.40s… is refused as %s', async (xml, code) => {
    expect((await readModel(xml)).problems.map((one) => one.code)).toContain(code);
  });

  it('is refused when a part would be dropped', async () => {
    const xml = definitions('<decision id="决策" name="甲"><literalExpression><text>1</text></literalExpression></decision>');
    expect(checkModel(await readModel(xml)).map((one) => one.code)).toContain('model.part_dropped');
  });

  it('is refused for a decision that needs itself, for two of a name and for what is not there', async () => {
    const needs = (id: string, on: string, name = id) =>
      `<decision id="${id}" name="${name}"><informationRequirement><requiredDecision href="#${on}"/></informationRequirement><literalExpression><text>1</text></literalExpression></decision>`;
    const found = async (xml: string) => checkModel(await readModel(definitions(xml))).map((one) => one.code);
    expect(await found(needs('a', 'b') + needs('b', 'a'))).toContain('model.cycle');
    expect(await found(needs('a', 'z'))).toContain('model.requirement_missing');
    const plain = (id: string) => `<decision id="${id}" name="甲"><literalExpression><text>1</text></literalExpression></decision>`;
    expect(await found(plain('a') + plain('b'))).toContain('model.name_twice');
    expect(await found(plain('a') + plain('a'))).toContain('model.part_dropped');
  });

  it.each(['20151101/dmn.xsd', '20180521/MODEL/', '20191111/MODEL/', '20230324/MODEL/'])('of version %s is read', async (version) => {
    const host = version.startsWith('2019') || version.startsWith('2023') ? 'https' : 'http';
    const xml = definitions(
      '<decision id="d" name="甲"><literalExpression><text>1</text></literalExpression></decision>',
      `${host}://www.omg.org/spec/DMN/${version}`,
    );
    const model = await readModel(xml);
    expect(checkModel(model)).toEqual([]);
    expect(model.own.map((element) => element.name)).toEqual(['甲']);
  });
});
