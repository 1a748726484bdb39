import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { openPack, type Pack } from '#platform/pack-file.ts';
import { readPlaces } from '../../places/index.ts';
import { checkRules } from './check-rules.ts';
import { readServices } from './read-services.ts';

const fuzhou = openPack(join(import.meta.dirname, '../../../../../../packs/fuzhou'));
const places = readPlaces({ ...fuzhou, problems: [] });

type Change = ((text: string) => string) | null;

/** The services of the Fuzhou pack with some files changed or taken away, and what is wrong with them. */
function read(changes: Record<string, Change> = {}) {
  const texts = new Map(fuzhou.texts);
  for (const [file, change] of Object.entries(changes))
    if (change === null) texts.delete(file);
    else texts.set(file, change(texts.get(file) ?? ''));
  const pack: Pack = { ...fuzhou, texts, problems: [] };
  if (!places) throw new Error('The pack fuzhou has no places.');
  return { pack, services: readServices(pack, places), problems: pack.problems };
}

const { services, problems: found } = read();

describe('the catalogue of Fuzhou', () => {
  it('is sound', () => {
    expect(found).toEqual([]);
  });

  it('has 104 items at least, each under its main and sub item, with unit, limit, ground and source', () => {
    expect(services.items.length).toBeGreaterThanOrEqual(104);
    for (const item of services.items) {
      expect(item.basis.length * item.source.length * item.mainItem.length * item.subItem.length, item.id).toBeGreaterThan(0);
      expect(item.mode === 'lookup' || item.promisedLimit !== null, item.id).toBe(true);
    }
  });

  it('never cites what is to be confirmed as if it were sure', () => {
    for (const { id, basis, basisStatus } of services.items)
      if (/^to be confirmed/.test(basis)) expect(basisStatus, id).toBe('to be confirmed');
  });

  it('has twenty items at least with rule, form, questions, materials, sources and inputs', () => {
    const whole = services.items.filter(({ rule }) => rule !== null);
    expect(whole.length).toBeGreaterThanOrEqual(20);
    for (const { id, form, questions, materials, inputs } of whole) {
      expect(
        [questions.length, materials.length, inputs.length].every((count) => count > 0),
        id,
      ).toBe(true);
      expect(
        form?.fields.some(({ source }) => source !== null),
        id,
      ).toBe(true);
    }
  });

  it('takes from registers only what the rule, a material or the applicant needs', () => {
    for (const item of services.items.filter(({ rule, mode }) => rule !== null && mode !== 'lookup')) {
      const texts = [...item.inputs.map(({ value }) => value), ...item.materials.map(({ neededWhen }) => neededWhen ?? '')].join(' ');
      const held = new Set(item.materials.flatMap(({ heldBy, fields }) => (heldBy === null ? [] : fields)));
      for (const { name, readOnly } of item.form?.fields ?? [])
        if (readOnly) expect(new RegExp(`\\b${name}\\b`).test(texts) || held.has(name), `${item.id} ${name}`).toBe(true);
    }
  });

  it('asks no applicant for a fact that a rule reads and a register holds', () => {
    for (const { id, form } of services.items)
      for (const { name, source, readOnly, required } of form?.fields ?? [])
        if (source !== null && !readOnly) expect([name, required], id).toEqual([expect.stringMatching(/^(name|birth_on)$/), true]);
  });

  it('joins the items of a birth across four departments', () => {
    const birth = services.joints.find(({ id }) => id === 'birth');
    const units = services.items.filter(({ id }) => birth?.items.includes(id)).map(({ leadUnit }) => leadUnit);
    expect(new Set(units).size).toBe(4);
  });
});

test('a pack without services is sound and offers none', () => {
  const { services: none, problems } = read({ 'services/items.csv': null });
  expect([problems, none.items]).toEqual([[], []]);
});

const add =
  (row: string): Change =>
  (text) =>
    `${text}${row}\n`;
const swap =
  (from: string | RegExp, to: string): Change =>
  (text) =>
    text.replace(from, to);

const row = (changes: Record<number, string> = {}) =>
  [
    'S900',
    '主项',
    '子项',
    '业务',
    '名称',
    'Name',
    '公共服务',
    'person',
    'civil-affairs',
    '',
    'L2',
    'promise',
    '',
    '',
    '5',
    'wd',
    '0',
    'answer',
    'web',
    '',
    '',
    '',
    '依据',
    'cited',
    '来源',
    '2026-01-01',
  ]
    .map((cell, place) => changes[place] ?? cell)
    .join(',');

const items = 'services/items.csv';

describe('what is wrong in a pack is told by file, line and column', () => {
  it.each<[string, string, string, string, string]>([
    ['an item twice', items, row({ 0: 'S001' }), 'id', 'stands already'],
    ['a unit that does not exist', items, row({ 8: 'ghost-office' }), 'lead_unit', 'no unit kind'],
    ['a unit that leads and helps', items, row({ 9: 'civil-affairs' }), 'co_units', 'cannot help'],
    ['a county that does not exist', items, row({ 19: '999999' }), 'areas', 'no county'],
    ['an instant item without rule', items, row({ 11: 'instant' }), 'rule', 'needs a rule'],
    ['an item without promise', items, row({ 14: '', 15: '' }), 'promised_limit', 'by when'],
    ['a limit without unit', items, row({ 12: '20' }), 'statutory_unit', 'together'],
    ['a licence that does not exist', items, row({ 17: 'licence:crown' }), 'result', 'no licence'],
    ['a result of no known form', items, row({ 17: 'gift:crown' }), 'result', 'not a result'],
    ['a joint item that does not exist', items, row({ 21: 'wedding' }), 'joint', 'no joint item'],
    ['a day that does not exist', items, row({ 25: '2026-02-30' }), 'from_on', 'not a day'],
    ['a kind that the national list does not have', items, row({ 6: '行政恩赐' }), 'kind', 'not one of'],
    ['a question of no item', 'services/questions.csv', 'S999,q,问,Ask,a=甲=A|b=乙=B,,', 'item', 'no item S999'],
    ['a next question that does not exist', 'services/questions.csv', 'S035,q,问,Ask,a=甲=A|b=乙=B,a>nowhere,', 'next', 'no question'],
    ['an answer that the question does not have', 'services/questions.csv', 'S035,q,问,Ask,a=甲=A|b=乙=B,,c>own', 'situation', 'no option'],
    ['a question nobody is led to', 'services/questions.csv', 'S001,lost,问,Ask,a=甲=A|b=乙=B,,', 'question', 'no answer leads'],
    ['a question that leads back', 'services/questions.csv', 'S035,q,问,Ask,a=甲=A|b=乙=B,a>q,', 'next', 'only to later'],
    ['a material held by nobody known', 'services/materials.csv', 'S001,odd,怪,Odd,,ghosts,name,no,no,依据', 'held_by', 'no source'],
    [
      'a material of a field that is not held',
      'services/materials.csv',
      'S001,odd,怪,Odd,,household-register,ghost,no,no,依据',
      'fields',
      'no field',
    ],
    ['a condition with an unknown name', 'services/materials.csv', 'S001,odd,怪,Odd,fur_whom = on,,,no,no,依据', 'needed_when', 'fur_whom'],
    ['a condition that is no condition', 'services/materials.csv', 'S001,odd,怪,Odd,for_whom,,,no,no,依据', 'needed_when', 'boolean'],
    ['a joint item of items that do not belong', 'services/joint.csv', 'wedding,结婚一件事,Wedding,S019;S020', 'items', 'does not belong'],
    [
      'a source of an unknown kind of fact',
      'services/sources.csv',
      'odd,怪,Odd,civil-affairs,person,,age:years,health,依据,0,ask',
      'fields',
      'not one of',
    ],
    [
      'a source of firms that no field names',
      'services/sources.csv',
      'odd,怪,Odd,civil-affairs,firm,,age:number,firm,依据,0,ask',
      'asked_by',
      'by a form field',
    ],
    ['a licence of an unknown issuer', 'services/licences.csv', 'odd,怪证,Odd,ghost-office,12,,yes', 'issuer', 'no unit kind'],
    ['a reason twice', 'rules/reasons.csv', 'eligible-x,甲,A\neligible-x,乙,B', 'code', 'stands already'],
  ])('%s', (_what, file, text, column, reason) => {
    const line = (fuzhou.texts.get(file) ?? '').trimEnd().split('\n').length + text.split('\n').length;
    expect(read({ [file]: add(text) }).problems).toContainEqual({ file, line, column, reason: expect.stringContaining(reason) });
  });

  const form = 'services/forms/S001.json';
  it.each<[string, string, Change, string]>([
    ['a form that is not JSON', form, () => '{', 'not JSON'],
    ['a form of another dialect', form, swap('2020-12', '2019-09'), 'must'],
    ['a field from a source that does not exist', form, swap('"household-register"', '"ghosts"'), 'no source "ghosts"'],
    ['a field that the source does not have', form, swap('"field": "alive_state"', '"field": "ghost"'), 'no field "ghost"'],
    ['a field of another type than the source gives', form, swap('"field": "alive_state"', '"field": "birth_on"'), 'is a date there'],
    ['a required field that is missing', form, swap('"required": [', '"required": ["ghost",'), 'no field "ghost"'],
    ['a required field that is never asked', form, swap('"required": [', '"required": ["alive_state",'), 'cannot be required'],
    [
      'a form without the address that its register is asked by',
      'services/forms/S014.json',
      swap(/parking_address/g, 'home'),
      'asked by parking_address',
    ],
    ['a form of no item', 'services/forms/S999.json', () => '{}', 'no item of this name'],
    ['an input that cannot be read', 'services/inputs.csv', swap('alive_state', 'alive_stat'), 'alive_stat'],
    ['a rule file that is missing', 'rules/senior-allowance.dmn', null, 'no rules/senior-allowance.dmn'],
  ])('%s', (_what, file, change, reason) => {
    expect(read({ [file]: change }).problems).toContainEqual(expect.objectContaining({ reason: expect.stringContaining(reason) }));
  });
});

describe('a rule of a service', () => {
  const file = 'rules/senior-card.dmn';
  it.each<[string, string, Change, string]>([
    [
      'with a gap',
      file,
      swap('<inputEntry id="cell-5-1"><text>-</text>', '<inputEntry id="cell-5-1"><text>"失踪"</text>'),
      'No rule holds',
    ],
    ['that asks for what nobody gives', 'services/inputs.csv', swap(/^S002,年龄.*\n/m, ''), 'does not give "年龄"'],
    ['that is given what it does not ask', 'services/inputs.csv', add('S002,身高,1'), 'does not ask for "身高"'],
    ['that refuses', file, swap('<text>"person"</text>', '<text>"refuse"</text>'), '"approve" or "person"'],
    ['whose reason has no words', 'rules/reasons.csv', swap(/^deceased,.*\n/m, ''), 'has no words'],
    [
      'whose last row is no person',
      file,
      swap('<outputEntry id="result-5-1"><text>"person"', '<outputEntry id="result-5-1"><text>"approve"'),
      'to a person',
    ],
  ])('%s is told', async (_what, changed, change, reason) => {
    const { pack, services: changedServices, problems } = read({ [changed]: change });
    await checkRules(pack, changedServices);
    expect(problems).toContainEqual(expect.objectContaining({ reason: expect.stringContaining(reason) }));
  });
});
