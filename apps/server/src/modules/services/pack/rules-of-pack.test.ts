import { join } from 'node:path';
import {
  checkModel,
  compileRow,
  describeProblem,
  evaluate,
  fromPlain,
  type Model,
  populationSql,
  readModel,
  toPlain,
} from '@banyan/decision-tables';
import { beforeAll, describe, expect, it } from 'vitest';
import { oneOf, pattern, words } from '#platform/pack-cell.ts';
import { filesIn, openPack, readTable } from '#platform/pack-file.ts';
import { readPlaces } from '../../places/index.ts';
import { checkRules, decisionOf, tableOf } from './check-rules.ts';
import { readServices } from './read-services.ts';

const pack = openPack(join(import.meta.dirname, '../../../../../../packs/fuzhou'));
const places = readPlaces(pack);
if (places === undefined) throw new Error('The pack fuzhou has no places.');
const services = readServices(pack, places);

const files = filesIn(pack, 'rules/', '.dmn');
const models = new Map<string, Model>();
beforeAll(async () => {
  for (const file of files) models.set(file.slice('rules/'.length, -'.dmn'.length), await readModel(pack.texts.get(file) ?? ''));
});

function modelOf(rule: string): Model {
  const model = models.get(rule);
  if (model === undefined) throw new Error(`There is no rule ${rule}.`);
  return model;
}

function tableIn(rule: string) {
  const table = tableOf(modelOf(rule));
  if (table === null) throw new Error(`The rule ${rule} is no table.`);
  return table;
}

const exampleColumns = { rule: words(60), row: pattern(/^rule-\d+$/, 'the id of a rule'), inputs: words(400), outputs: words(200) };
const examples = readTable(pack, 'rules/examples.csv', exampleColumns);

const parts = (text: string): [string, string][] =>
  text.split(';').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]);

const plainOf = (text: string, kind: string) => (kind === 'number' ? Number(text) : kind === 'boolean' ? text === 'true' : text);

/** Decides with what an example gives, and tells the rule that held. */
function decide(rule: string, inputs: ReadonlyMap<string, unknown>) {
  const model = modelOf(rule);
  const name = decisionOf(model)?.name ?? '';
  const values = new Map(
    [...inputs].map(([input, value]) => [
      input,
      fromPlain(typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null),
    ]),
  );
  const { value, reasons } = evaluate(model, name, values, { explain: true });
  return { value: toPlain(value), held: reasons.flatMap(({ tables }) => tables.flatMap((table) => table.rules.map(({ id }) => id))) };
}

function inputsOf(rule: string, text: string) {
  const kinds = new Map(tableIn(rule).inputs.map((column) => [column.text, column.type.kind]));
  return new Map(parts(text).map(([name, value]) => [name, plainOf(value, kinds.get(name) ?? '')]));
}

describe('the rule tables of Fuzhou', () => {
  it('number at least twenty for services and twenty for benefits', () => {
    const benefits = files.filter((file) => file.startsWith('rules/benefit-')).length;
    expect([files.length - benefits >= 20, benefits]).toEqual([true, 20]);
  });

  it.each(files)('%s has no gap, no overlap, no rule never reached and no wrong type', (file) => {
    const problems = checkModel(modelOf(file.slice('rules/'.length, -'.dmn'.length)));
    expect(problems.map((one) => describeProblem(one, 'en'))).toEqual([]);
  });

  it('ask for what their items give, and decide outcome and reason', async () => {
    const before = pack.problems.length;
    await checkRules(pack, services);
    expect(pack.problems.slice(before)).toEqual([]);
  });

  it('give a ground beside every rule', () => {
    for (const rule of models.keys())
      for (const { id, annotations } of tableIn(rule).rules) expect(annotations.join(), `${rule} ${id}`).not.toBe('');
  });

  it('mark every amount as drafted, since no source gives one', () => {
    for (const rule of models.keys()) {
      const table = tableIn(rule);
      const at = table.outputs.findIndex(({ name }) => name === 'amount_cents');
      for (const { id, outputs, annotations } of table.rules) {
        const amount = outputs[at];
        if (amount?.kind === 'literal' && typeof amount.value === 'number' && amount.value > 1)
          expect(annotations.join(), `${rule} ${id}`).toContain('drafted');
      }
    }
  });
});

describe('the examples', () => {
  it('show every row of every table once at least', () => {
    const shown = new Set(examples.map(({ rule, row }) => `${rule} ${row}`));
    const rows = [...models.keys()].flatMap((rule) => tableIn(rule).rules.map(({ id }) => `${rule} ${id}`));
    expect(rows.filter((row) => !shown.has(row))).toEqual([]);
    expect(rows.length).toBeGreaterThan(200);
  });

  it.each([...new Set(examples.map(({ rule }) => rule))])('of %s come out as written, by the row that is named', (rule) => {
    for (const { row, inputs, outputs, line } of examples.filter((one) => one.rule === rule)) {
      const { value, held } = decide(rule, inputsOf(rule, inputs));
      const expected = Object.fromEntries(parts(outputs).map(([name, text]) => [name, /^\d+$/.test(text) ? Number(text) : text]));
      const single = tableIn(rule).outputs.length === 1;
      expect(held, `line ${line}`).toEqual([row]);
      if (single) expect(value, `line ${line}`).toBe(expected.amount_cents);
      else expect(value, `line ${line}`).toMatchObject(expected);
    }
  });
});

describe('what is not known', () => {
  it('never approves: an approval with any input of its row missing goes to a person', () => {
    for (const { rule, row, inputs, outputs } of examples) {
      if (!outputs.startsWith('outcome=approve')) continue;
      const table = tableIn(rule);
      const conditions = table.rules.find(({ id }) => id === row)?.conditions ?? [];
      for (const [index, column] of table.inputs.entries()) {
        if (conditions[index]?.tests.length === 0) continue;
        const known = inputsOf(rule, inputs);
        known.delete(column.text);
        const { value } = decide(rule, known);
        if (row !== decide(rule, known).held[0]) continue;
        expect(value, `${rule} ${row} without ${column.text}`).toMatchObject({ outcome: 'person' });
      }
    }
  });

  it('goes to a person when nothing at all is known', () => {
    for (const { rule } of services.items)
      if (rule !== null) expect(decide(rule, new Map()).value).toMatchObject({ outcome: 'person', reason: 'check-by-person' });
  });
});

describe('the benefits', () => {
  const populationColumns = {
    column: pattern(/^[a-z][a-z_]*$/, 'a column'),
    name: words(20),
    name_en: words(60),
    type: oneOf(['number', 'boolean', 'string']),
    allowed: (text: string) => text,
    source: words(60),
  };
  const population = readTable(pack, 'rules/population.csv', populationColumns);
  const columns = Object.fromEntries(population.map(({ name, column }) => [name, `"${column}"`]));

  it.each(files.filter((file) => file.startsWith('rules/benefit-')))(
    '%s reads columns of the population and is compiled to JavaScript and SQL',
    (file) => {
      const rule = file.slice('rules/'.length, -'.dmn'.length);
      const decision = decisionOf(modelOf(rule))?.name ?? '';
      const types = new Map(population.map(({ name, type }) => [name, type]));
      for (const input of tableIn(rule).inputs) expect(types.get(input.text), input.text).toBe(input.type.kind);
      expect(compileRow(modelOf(rule), decision)).not.toBeNull();
      expect(populationSql(modelOf(rule), [decision], { from: 'benefits.resident', keys: ['id'], columns })).not.toBeNull();
    },
  );

  it('name their rule, item and result', () => {
    const rows = readTable(pack, 'benefits.csv', {
      id: pattern(/^B\d\d$/, 'an id'),
      name: words(40),
      name_en: words(80),
      rule: words(60),
      kind: oneOf(['money', 'licence', 'service']),
      frequency: oneOf(['once', 'month', 'year', 'meal']),
      result: (text: string) => text,
      item: (text: string) => text,
      basis: words(200),
      basis_status: oneOf(['cited', 'to be confirmed']),
      amount_status: oneOf(['cited', 'drafted', 'none']),
      source: words(200),
      from_on: words(10),
    });
    expect(new Set(rows.map(({ rule }) => rule)).size).toBe(20);
    const items = new Set(services.items.map(({ id }) => id));
    const kinds = new Set(services.licences.map(({ code }) => `licence:${code}`));
    for (const { id, rule, item, kind, result, amount_status } of rows) {
      expect(models.has(rule), id).toBe(true);
      if (item !== '') expect(items.has(item), id).toBe(true);
      if (kind === 'licence') expect(kinds.has(result), id).toBe(true);
      expect(amount_status === 'none', id).toBe(kind !== 'money');
    }
    expect(pack.problems).toEqual([]);
  });
});
