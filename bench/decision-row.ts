import { compileRow, evaluate, type Row, readModel, type Value } from '@banyan/decision-tables';
import { evaluate as feelinTest, unaryTest } from 'feelin';
import { drawing } from './decision/models.ts';

// One decision table of 20 rules over 6 inputs, first hit: compiled, compiled with the rule that decided, fully explained, and feelin cell by cell.
const CONTEXTS = 1024;
const ROUNDS = 6;

const names = ['age', 'income', 'years', 'kind', 'local', 'children'];
const types = ['number', 'number', 'number', 'string', 'boolean', 'number'];
const kinds = ['A', 'B', 'C', 'D'];
const draw = drawing(11);

function ruleCells(index: number): string[] {
  const age = 20 + index * 3;
  return [
    `>= ${age}`,
    `< ${5000 + draw(4000)}`,
    index % 3 === 0 ? '-' : `[${draw(3)}..${5 + draw(20)}]`,
    index % 2 === 0 ? `"${kinds[draw(4)]}"` : `"${kinds[draw(2)]}","${kinds[2 + draw(2)]}"`,
    index % 4 === 0 ? '-' : String(draw(2) === 1),
    index % 5 === 0 ? `>= ${draw(3)}` : '-',
  ];
}

const rules = [...Array.from({ length: 19 }, (_, index) => ruleCells(index)), names.map(() => '-')];
const escapeXml = (text: string) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const cell = (tag: string, text: string) => `<${tag}><text>${escapeXml(text)}</text></${tag}>`;
const model = await readModel(`<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="bench">
${names.map((name, at) => `<inputData id="in${at}" name="${name}"><variable name="${name}" typeRef="${types[at]}"/></inputData>`).join('')}
<decision id="d" name="points">${names.map((_, at) => `<informationRequirement><requiredInput href="#in${at}"/></informationRequirement>`).join('')}
<decisionTable hitPolicy="FIRST">${names.map((name, at) => `<input label="${name}"><inputExpression typeRef="${types[at]}"><text>${name}</text></inputExpression></input>`).join('')}
<output typeRef="number"/>${rules.map((cells, at) => `<rule>${cells.map((text) => cell('inputEntry', text)).join('')}${cell('outputEntry', String(100 - at))}</rule>`).join('')}
</decisionTable></decision></definitions>`);

const rows: Row[] = Array.from({ length: CONTEXTS }, () => ({
  age: 15 + draw(80),
  income: draw(12_000),
  years: draw(30),
  kind: kinds[draw(4)] ?? null,
  local: draw(2) === 1,
  children: draw(5),
}));
const contexts = rows.map((row) => new Map<string, Value>(Object.entries(row)));

const compiled = compileRow(model, 'points');
if (compiled === null) throw new Error('the table is not compiled');
for (const [at, row] of rows.entries()) {
  const { value, reasons } = evaluate(model, 'points', contexts[at] ?? new Map(), { explain: true });
  const rule = reasons[0]?.tables[0]?.rules[0]?.number;
  if (compiled.decide(row) !== value || compiled.rule(row) !== rule) throw new Error(`the back ends differ on ${JSON.stringify(row)}`);
}

/** Best of several windows, in decisions a second. */
function perSecond(decisions: number, run: (at: number) => number): number {
  let best = 0;
  let sum = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedMs = performance.now();
    for (let at = 0; at < decisions; at += 1) sum += run(at & (CONTEXTS - 1));
    best = Math.max(best, (decisions * 1000) / (performance.now() - startedMs));
  }
  if (!Number.isFinite(sum)) throw new Error('a decision is no number');
  return best;
}

const empty = new Map<string, Value>();
const numberOf = (value: unknown) => (typeof value === 'number' ? value : 0);

function byFeelin(row: Row): number {
  for (const [index, cells] of rules.entries()) {
    const holds = cells.every(
      (text, at) => text === '-' || unaryTest(text, { '?': feelinTest(names[at] ?? '', row).value }).value === true,
    );
    if (holds) return 100 - index;
  }
  return 0;
}

const none: Row = {};
const { decide, rule } = compiled;
const figures: [string, number][] = [
  ['compiled', perSecond(20_000_000, (at) => numberOf(decide(rows[at] ?? none)))],
  ['compiled, the rule that decided', perSecond(20_000_000, (at) => rule(rows[at] ?? none))],
  ['evaluated', perSecond(20_000, (at) => numberOf(evaluate(model, 'points', contexts[at] ?? empty).value))],
  [
    'evaluated and explained in full',
    perSecond(20_000, (at) => evaluate(model, 'points', contexts[at] ?? empty, { explain: true }).reasons.length),
  ],
  ['feelin, cell by cell', perSecond(200, (at) => byFeelin(rows[at] ?? none))],
];
for (const [what, value] of figures)
  console.log(`${what.padEnd(34)} ${Number(value.toPrecision(3)).toLocaleString('en-GB').padStart(12)} decisions/s`);
