import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge, type MaterialGiven } from './decide.ts';
import type { FormField } from './pack/service-pack.ts';
import { checkFields, type FieldCheck, isSame, type Seen, valuesOf } from './verify.ts';

const field = (name: string, more: Partial<FormField> = {}): FormField => ({
  name,
  title: name,
  titleEn: name,
  type: 'string',
  source: { source: 'register', field: name },
  readOnly: false,
  required: true,
  ...more,
});
const held = (fields: Record<string, string | number>): Seen => ({ state: 'held', fields, asOf: '2026-11-01T00:00:00.000Z', mark: 'm' });
const against = (one: Seen | undefined) => new Map(one ? [['register', one]] : []);
const match: FieldCheck = { field: 'age', source: 'register', result: 'match', asOf: null };
const clear = {
  item: { mode: 'instant' as const, rule: 'r' },
  checks: [match],
  changed: new Set<string>(),
  materials: [],
  ruled: { outcome: 'approve', reason: 'age' },
};

describe('what an applicant says against what the city holds', () => {
  test.each<[string, Seen | undefined, string | undefined, string]>([
    ['the same', held({ street: '鼓东街道' }), '鼓东街道', 'match'],
    ['the same in other signs', held({ street: '1号 A座' }), '１号a座', 'match'],
    ['left to the city', held({ street: '鼓东街道' }), undefined, 'match'],
    ['something else', held({ street: '鼓东街道' }), '东街街道', 'mismatch'],
    ['a field that the record lacks', held({}), '鼓东街道', 'not-found'],
    ['no record', { state: 'absent' }, '鼓东街道', 'not-found'],
    ['a source that is down', { state: 'silent', why: 'down' }, '鼓东街道', 'unavailable'],
    ['a source he did not admit', { state: 'silent', why: 'not-authorised' }, '鼓东街道', 'unavailable'],
    ['a source that was not asked', undefined, '鼓东街道', 'unavailable'],
  ])('%s', (_what, seen, claimed, result) => {
    expect(checkFields([field('street')], claimed === undefined ? {} : { street: claimed }, against(seen))).toMatchObject([{ result }]);
  });

  test('what is optional, left empty and not held is no question of truth', () => {
    expect(checkFields([field('street', { required: false })], {}, against({ state: 'absent' }))).toEqual([]);
    expect(checkFields([field('street', { required: false })], { street: 'x' }, against({ state: 'absent' }))).toHaveLength(1);
  });

  test('what is never asked comes from its source alone', () => {
    const fields = [field('age', { readOnly: true }), field('phone', { source: null })];
    expect(valuesOf(fields, { age: 99, phone: '1' }, against({ state: 'absent' }))).toEqual({ phone: '1' });
    expect(valuesOf(fields, { age: 99 }, against(held({ age: 81 })))).toEqual({ age: 81 });
  });

  test('a number is not the text of it', () => expect(isSame(80, '80')).toBe(false));
});

describe('a machine says yes', () => {
  test('where everything is confirmed and the rule says yes', () => expect(judge(clear)).toEqual({ outcome: 'approve', causes: [] }));

  test('to a pledge, which is checked afterwards', () => {
    expect(judge({ ...clear, materials: [{ id: 'lease', how: 'promised' }] }).outcome).toBe('approve');
  });

  test('and in nothing else: one doubt of any kind brings it to a person, with that doubt named', () => {
    const doubts = [
      { checks: [{ ...match, result: 'mismatch' as const }], code: 'mismatch' },
      { checks: [{ ...match, result: 'not-found' as const }], code: 'not-found' },
      { checks: [{ ...match, result: 'unavailable' as const }], code: 'unavailable' },
      { changed: new Set(['register']), code: 'changed' },
      { materials: [{ id: 'lease', how: 'shown' as const }], code: 'material-to-see' },
      { materials: [{ id: 'lease', how: 'later' as const }], code: 'material-later' },
      { ruled: { outcome: 'person', reason: 'age' }, code: 'rule' },
      { ruled: { outcome: 'APPROVE', reason: 'age' }, code: 'rule' },
      { ruled: null, code: 'no-rule' },
      { item: { mode: 'person' as const, rule: 'r' }, code: 'item-by-person' },
      { item: { mode: 'instant' as const, rule: null }, code: 'no-rule' },
    ];
    for (const { code, ...doubt } of doubts)
      expect(judge({ ...clear, ...doubt }), code).toMatchObject({ outcome: 'person', causes: [{ code }] });
  });

  test('never while a check is anything but a match, whatever else is given', () => {
    const result = fc.constantFrom('match', 'mismatch', 'not-found', 'unavailable' as const);
    const how = fc.constantFrom<MaterialGiven['how']>('shown', 'promised', 'later');
    fc.assert(
      fc.property(fc.array(result), fc.array(how), fc.constantFrom('approve', 'person', null), (results, hows, outcome) => {
        const verdict = judge({
          ...clear,
          checks: results.map((one) => ({ ...match, result: one as FieldCheck['result'] })),
          materials: hows.map((one) => ({ id: 'm', how: one })),
          ruled: outcome === null ? null : { outcome, reason: 'r' },
        });
        const clean = results.every((one) => one === 'match') && hows.every((one) => one === 'promised') && outcome === 'approve';
        expect(verdict.outcome).toBe(clean ? 'approve' : 'person');
        expect(verdict.causes.length === 0).toBe(clean);
      }),
    );
  });
});
