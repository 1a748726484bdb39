import fc from 'fast-check';
import type { Row, Scalar } from '../src/index.ts';
import { definitions, escapeXml, inputData, requires, type TableSource, tableXml } from './models.ts';

export const inputs = { n: 'number', m: 'number', s: 'string', b: 'boolean', d: 'date' } as const;

const numbers = ['0', '0.1', '0.2', '0.3', '1', '2.5', '5', '-1', '10'];
const texts = ['"a"', '"b"', '"it\'s"', '"中"'];
const days = ['date("2026-01-01")', '@"2026-02-28"', 'date("2026-03-01")'];

const oneOf = (items: readonly string[]) => fc.constantFrom(...items);
const comparison = (items: readonly string[]) =>
  fc.tuple(oneOf(['< ', '<= ', '> ', '>= ', '= ', '!= ']), oneOf(items)).map(([sign, item]) => sign + item);
const interval = (items: readonly string[]) =>
  fc
    .tuple(oneOf(['[', '(']), fc.nat(items.length - 1), fc.nat(items.length - 1), oneOf([']', ')']))
    .map(([low, a, b, high]) => `${low}${items[a]}..${items[b]}${high}`);

function ordered(items: readonly string[]) {
  const simple = fc.oneof(oneOf(items), comparison(items), interval(items));
  return fc.oneof(
    simple,
    fc.array(simple, { minLength: 2, maxLength: 3 }).map((tests) => tests.join(', ')),
    simple.map((test) => `not(${test})`),
    oneOf(['-', '-', 'null', 'not(null)']),
  );
}

const textCell = fc.oneof(
  oneOf(texts),
  fc.uniqueArray(oneOf(texts), { minLength: 1, maxLength: 3 }).map((list) => list.join(', ')),
  oneOf(texts).map((text) => `not(${text})`),
  oneOf(['-', 'null', 'not(null)', '!= "a"', '["a", "b"]']),
);

const beyondCells = oneOf(['? > m', '? = 1 or ? = 5', '? + 1 <= 2.5', 'm', '> m']);

const cells = [
  fc.oneof({ weight: 5, arbitrary: ordered(numbers) }, { weight: 1, arbitrary: beyondCells }),
  ordered(numbers),
  textCell,
  oneOf(['true', 'false', '-', 'not(true)', 'null']),
  ordered(days),
];

const outputs: Record<string, readonly string[]> = {
  number: [
    '0',
    '1',
    '2',
    '0.1',
    '0.2',
    'n + m',
    'n * 0.3',
    'm - n',
    'if b then n else m',
    'max(n, m, 1)',
    'abs(n)',
    'n / m',
    'modulo(n, 3)',
    'null',
  ],
  string: ['"a"', '"b"', '"中"'],
  boolean: ['true', 'false', 'n > m and b', 's = "a" or n < 1', 'not(b)', 'n between 0 and 1', 'n in (1, > 2.5)'],
};

const policies = ['FIRST', 'FIRST', 'UNIQUE', 'ANY', 'PRIORITY', 'COLLECT SUM', 'COLLECT MIN', 'COLLECT MAX', 'COLLECT COUNT'];

/** A table over the five inputs, as a source and as the XML of its model. */
export const randomTable: fc.Arbitrary<{ xml: string; source: TableSource; kind: string }> = fc
  .tuple(oneOf(policies), oneOf(['number', 'number', 'string', 'boolean']), fc.boolean())
  .chain(([policy, wished, hasFallback]) => {
    const kind = policy.startsWith('COLLECT') ? 'number' : wished;
    const fixed = kind === 'number' ? ['0', '1', '2', '0.1'] : kind === 'string' ? ['"a"', '"b"', '"中"'] : ['true', 'false'];
    const free = policy === 'PRIORITY' || policy.startsWith('COLLECT') ? fixed : (outputs[kind] ?? fixed);
    const [hitPolicy = 'FIRST', aggregation] = policy.split(' ');
    return fc.array(fc.tuple(...cells, oneOf(free)), { minLength: 1, maxLength: 6 }).map((rules) => {
      const source: TableSource = {
        hitPolicy,
        aggregation,
        inputs,
        outputs: { y: kind },
        outputValues: policy === 'PRIORITY' ? fixed.join(', ') : undefined,
        fallback: hasFallback ? fixed[0] : undefined,
        rules,
      };
      return {
        source,
        kind,
        xml: tableXml(source).replace(
          'name="结果">',
          `name="结果"><variable name="结果" typeRef="${policy === 'COLLECT COUNT' ? 'number' : kind}"/>`,
        ),
      };
    });
  });

const dayNumbers = [20454, 20512, 20513, 20500, 0];

export const randomRow: fc.Arbitrary<Row> = fc.record({
  n: fc.constantFrom<Scalar>(0, 0.1, 0.2, 0.3, 1, 2.5, 5, -1, 3, null),
  m: fc.constantFrom<Scalar>(0, 0.1, 0.2, 1, 5, 10, null),
  s: fc.constantFrom<Scalar>('a', 'b', "it's", '中', '', null),
  b: fc.constantFrom<Scalar>(true, false, null),
  d: fc.constantFrom<Scalar>(...dayNumbers, null),
});

/** One decision named 结果 that is one text over the five inputs, of a declared kind. */
export function textXml(text: string, kind: string): string {
  const logic = `<literalExpression><text>${escapeXml(text)}</text></literalExpression>`;
  return definitions(
    `${inputData(inputs)}<decision id="d" name="结果"><variable name="结果" typeRef="${kind}"/>${requires(5)}${logic}</decision>`,
  );
}
