import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Field, Resource } from './field.ts';
import { findOverlap, likenessOf, type OtherForm, plainName, shareOffices, type WantedField } from './overlap.ts';

const resource = (code: string): Resource => ({
  code,
  name: code,
  nameEn: code,
  holder: 'civil-affairs',
  access: 'conditional',
  basis: '《社会救助暂行办法》第二章',
  source: '',
  status: 'listed',
});
const field = (code: string, name: string, more: Partial<Field> = {}): Field => ({
  code,
  name,
  nameEn: code,
  kind: 'number',
  measure: null,
  choices: [],
  aliases: [],
  resource: null,
  freshDays: 31,
  originForm: null,
  source: '',
  status: 'listed',
  ...more,
});
const dictionary = [
  field('minimum-living-people', '低保人数', { aliases: ['最低生活保障人数'], resource: 'minimum-living' }),
  field('vacant-homes', '空置房屋套数'),
  field('living-alone-elders', '独居老人数'),
];
const known = (forms: readonly OtherForm[] = []) => ({ dictionary, resources: [resource('minimum-living')], forms });
const other = (more: Partial<OtherForm> = {}): OtherForm => ({
  id: 'f1',
  title: '空置房月报',
  unitId: '350102-housing-construction',
  areaCode: '350102',
  fillers: ['community'],
  fields: ['vacant-homes'],
  ...more,
});
const want = (code: string): WantedField => ({ code, name: '', kind: 'number' });
const scope = { areaCode: '350102004', fillers: ['community'] };

test('a field that a data resource holds is named with its holder', () => {
  const { overlaps, share } = findOverlap([want('minimum-living-people'), want('living-alone-elders')], scope, known());
  expect(share).toBe(0.5);
  expect(overlaps).toEqual([
    { field: 'minimum-living-people', name: '低保人数', heldBy: [{ kind: 'resource', resource: resource('minimum-living') }] },
  ]);
});

test('a field that another form asks of the same offices is named with that form, also when it is asked from above', () => {
  for (const areaCode of ['350100', '350102', '350102004'])
    expect(findOverlap([want('vacant-homes')], scope, known([other({ areaCode })])).overlaps[0]?.heldBy).toEqual([
      { kind: 'form', form: other({ areaCode }) },
    ]);
});

test('a form of another county, or one that streets fill, asks nothing of these communities', () => {
  for (const form of [other({ areaCode: '350103' }), other({ fillers: ['street'] })])
    expect(findOverlap([want('vacant-homes')], scope, known([form]))).toMatchObject({ overlaps: [], share: 0 });
});

test('a new field with a name that the dictionary knows is no new field, however it is written', () => {
  const wanted = ['最低生活保障人数', '低保 人数（人）'.replace('（人）', ''), '空置房屋，套数'].map((name) => ({
    code: null,
    name,
    kind: 'number' as const,
  }));
  expect(findOverlap(wanted, scope, known()).known.map(({ code }) => code)).toEqual([
    'minimum-living-people',
    'minimum-living-people',
    'vacant-homes',
  ]);
});

test('a new field that reads like a known one is shown beside it and left to a person', () => {
  const found = findOverlap(
    [
      { code: null, name: '独居老人户数', kind: 'number' },
      { code: null, name: '河道漂浮物', kind: 'number' },
    ],
    scope,
    known(),
  );
  expect(found.similar.map(({ name, code }) => [name, code])).toEqual([['独居老人户数', 'living-alone-elders']]);
  expect([found.known, found.share]).toEqual([[], 0]);
});

test('likeness is the same both ways, one for the same name, and never outside of nought to one', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 2, unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, two) => {
      const likeness = likenessOf(one, two);
      expect(likeness).toBe(likenessOf(two, one));
      expect(likeness >= 0 && likeness <= 1).toBe(true);
      if (plainName(one).length >= 2) expect(likenessOf(one, one)).toBe(1);
    }),
  );
});

test('that two forms share offices is the same seen from either', () => {
  const some = fc.record({
    areaCode: fc.constantFrom('350100', '350102', '350102004', '350102004001', '350103'),
    fillers: fc.subarray(['street', 'community'], { minLength: 1 }),
  });
  fc.assert(
    fc.property(some, some, (one, two) => {
      expect(shareOffices(one, two)).toBe(shareOffices(two, one));
    }),
  );
});

test('more forms in force never make the share smaller', () => {
  const forms = [other(), other({ id: 'f2', fields: ['living-alone-elders'] }), other({ id: 'f3', areaCode: '350103' })];
  fc.assert(
    fc.property(
      fc.subarray(forms),
      fc.subarray(
        dictionary.map(({ code }) => code),
        { minLength: 1 },
      ),
      (some, codes) => {
        const share = (list: readonly OtherForm[]) => findOverlap(codes.map(want), scope, known(list)).share;
        expect(share(some)).toBeLessThanOrEqual(share(forms));
      },
    ),
  );
});
