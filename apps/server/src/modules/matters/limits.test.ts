import { formatLimit, parseLimit } from '@banyan/working-time';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseLimit, indexRules, type LimitRule, type LimitScene, limitScopes, sinceEver } from './limits.ts';

const areas = ['350102', '350100'];
const ruleOf = (limit: string, more: Partial<LimitRule> = {}): LimitRule => ({
  areaCode: '350100',
  clock: 'review',
  scope: 'default',
  scopeValue: '',
  limit: parseLimit(limit),
  fromOn: sinceEver,
  basis: '',
  source: '',
  ...more,
});
const chosen = (rules: readonly LimitRule[], scene: LimitScene) => {
  const found = chooseLimit(indexRules(rules), areas, 'review', scene);
  return found && formatLimit(found.limit);
};

test('a case has the limit of the day on which it was reported; without a day the newest is told', () => {
  const rules = [ruleOf('2wd', { fromOn: '2027-01-01' }), ruleOf('1wd'), ruleOf('3wd', { fromOn: '2028-01-01' })];
  expect(['2026-12-31', '2027-01-01', '2027-12-31', '2028-01-01'].map((on) => chosen(rules, { on }))).toEqual(['1wd', '2wd', '2wd', '3wd']);
  expect(chosen(rules, {})).toBe('3wd');
});

test('a more precise limit, and a county’s own, stand aside until their day', () => {
  const rules = [
    ruleOf('5wd'),
    ruleOf('4wd', { fromOn: '2027-06-01' }),
    ruleOf('3wd', { areaCode: '350102', fromOn: '2027-01-01' }),
    ruleOf('1wd', { scope: 'urgency', scopeValue: 'urgent', fromOn: '2027-03-01' }),
  ];
  const days = ['2026-12-31', '2027-01-01', '2027-03-01', '2027-06-01'];
  expect(days.map((on) => chosen(rules, { on, urgency: 'urgent' }))).toEqual(['5wd', '3wd', '1wd', '1wd']);
  expect(days.map((on) => chosen(rules, { on }))).toEqual(['5wd', '3wd', '3wd', '3wd']);
});

const days = [sinceEver, '2026-01-01', '2026-11-24', '2027-01-01', '2027-01-02'] as const;
const values = ['x', 'y'] as const;
const rulesOn = (fromOn: readonly string[]) =>
  fc.uniqueArray(
    fc
      .record({ areaCode: fc.constantFrom(...areas), scope: fc.constantFrom(...limitScopes), value: fc.constantFrom(...values) })
      .chain(({ areaCode, scope, value }) =>
        fc
          .record({ limit: fc.integer({ min: 1, max: 60 }), fromOn: fc.constantFrom(...fromOn) })
          .map((rule) => ruleOf(`${rule.limit}d`, { areaCode, scope, scopeValue: scope === 'default' ? '' : value, fromOn: rule.fromOn })),
      ),
    { selector: (rule) => [rule.areaCode, rule.scope, rule.scopeValue, rule.fromOn].join(), maxLength: 30 },
  );
const value = fc.option(fc.constantFrom(...values));
const scenes = fc.record({ matterCode: value, category: value, urgency: value, whistle: value });

/** Sifts every rule in place of looking any up. */
function naively(rules: readonly LimitRule[], scene: LimitScene): string | undefined {
  const asked = { matter: scene.matterCode, category: scene.category, urgency: scene.urgency, whistle: scene.whistle, default: '' };
  const [first] = rules
    .filter((rule) => asked[rule.scope] === rule.scopeValue && rule.fromOn <= (scene.on ?? '9999-12-31'))
    .sort(
      (a, b) =>
        limitScopes.indexOf(a.scope) - limitScopes.indexOf(b.scope) ||
        areas.indexOf(a.areaCode) - areas.indexOf(b.areaCode) ||
        (a.fromOn < b.fromOn ? 1 : -1),
    );
  return first && formatLimit(first.limit);
}

test('the scope is asked first, then the county, then the day', () => {
  fc.assert(
    fc.property(rulesOn(days), scenes, fc.option(fc.constantFrom(...days), { nil: undefined }), (rules, scene, on) => {
      expect(chosen(rules, { ...scene, on })).toBe(naively(rules, { ...scene, on }));
    }),
  );
});

test('where no limit names a day, no day changes a limit', () => {
  fc.assert(
    fc.property(rulesOn([sinceEver]), scenes, fc.constantFrom(...days), (rules, scene, on) => {
      expect(chosen(rules, { ...scene, on })).toBe(chosen(rules, scene));
    }),
  );
});
