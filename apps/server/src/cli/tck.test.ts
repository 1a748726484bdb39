import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './tck.ts';

const model = `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="n">
  <inputData id="i" name="n"><variable name="n" typeRef="number"/></inputData>
  <decision id="d" name="twice"><informationRequirement><requiredInput href="#i"/></informationRequirement><literalExpression><text>n * 2</text></literalExpression></decision>
  <decision id="e" name="foreign"><literalExpression><text>(function() external {java: {class: "a.B", method signature: "c()"}})()</text></literalExpression></decision>
</definitions>`;

const value = (type: string, text: string) => `<value xsi:type="xsd:${type}">${text}</value>`;
const testCase = (id: string, name: string, expected: string, input = '') =>
  `<testCase id="${id}">${input}<resultNode name="${name}" type="decision"><expected>${expected}</expected></resultNode></testCase>`;
const cases = (inner: string) =>
  `<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="x"><modelName>m.dmn</modelName>${inner}</testCases>`;
const three = `<inputNode name="n">${value('decimal', '3')}</inputNode>`;

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'banyan-tck-'));
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  put('TestCases/compliance-level-2/0001-a/m.dmn', model);
  put('TestCases/compliance-level-2/0001-a/m-test-01.xml', cases(testCase('1', 'twice', value('decimal', '6'), three)));
  put('TestCases/compliance-level-3/0002-b/m.dmn', model);
  const wrong = testCase('2', 'twice', value('decimal', '7'), three);
  const foreign = testCase('3', 'foreign', value('decimal', '1'));
  put(
    'TestCases/compliance-level-3/0002-b/m-test-01.xml',
    cases(testCase('1', 'twice', value('double', '6.000000001'), three) + wrong + foreign),
  );
  put('TestCases/compliance-level-3/0003-broken/m.dmn', '<definitions');
  put('TestCases/compliance-level-3/0003-broken/m-test-01.xml', cases(testCase('1', 'twice', value('decimal', '6'), three)));
  put('TestCases/compliance-level-3/0004-broken/m-test-01.xml', '<testCases><testCase');
  put('pom.xml', '<project/>');
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

async function outcome(folder: string) {
  const lines: string[] = [];
  const problems: string[] = [];
  const code = await run([folder, '--json'], { print: (text) => lines.push(text), tell: (text) => problems.push(text) });
  return { code, figures: JSON.parse(lines.at(-1) ?? ''), problems };
}

describe('the compatibility kit', () => {
  it('is counted by test case and level, a broken file being one that fails', async () => {
    const { code, figures, problems } = await outcome(root);
    expect(figures).toEqual({ 'compliance-level-2': { passed: 1, total: 1 }, 'compliance-level-3': { passed: 1, total: 5 } });
    expect(code).toBe(2);
    expect(problems).toContainEqual(expect.stringContaining('failed   compliance-level-3/0002-b 2: twice: expected 7, got 6'));
    expect(problems).toContainEqual(expect.stringContaining('excluded compliance-level-3/0002-b 3: calls a function of another language'));
  });

  it('may be the repository, its TestCases, a level or one test', async () => {
    expect((await outcome(join(root, 'TestCases'))).figures).toEqual((await outcome(root)).figures);
    expect((await outcome(join(root, 'TestCases/compliance-level-2'))).figures).toEqual({ 'compliance-level-2': { passed: 1, total: 1 } });
    expect((await outcome(join(root, 'TestCases/compliance-level-3/0002-b'))).figures).toEqual({
      'compliance-level-3': { passed: 1, total: 3 },
    });
    await expect(outcome(join(root, 'nothing'))).rejects.toThrow('There is no folder');
  });

  it.skipIf(process.env.BANYAN_TCK === undefined)('passes wholly at level 2, and at level 3 to 99.5 %', async () => {
    const { figures } = await outcome(process.env.BANYAN_TCK ?? '');
    expect(figures['compliance-level-2'].passed).toBe(figures['compliance-level-2'].total);
    expect(figures['compliance-level-3'].passed / figures['compliance-level-3'].total).toBeGreaterThanOrEqual(0.995);
  });
});
