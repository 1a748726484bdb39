import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addBurden, burdenOf, burdensOf, type Filled, isAsked, type MeteredForm, noBurden, passedBy, usualMinutes } from './meter.ts';
import { addTouch, countedMinutes, measuredMinutes } from './minutes.ts';
import { periodsIn } from './period.ts';

const offices = [
  { code: '350102004', level: 'street' },
  { code: '350102004001', level: 'community' },
  { code: '350102004002', level: 'community' },
  { code: '350102005001', level: 'community' },
  { code: '350103001001', level: 'community' },
];
const form = (id: string, more: Partial<MeteredForm> = {}): MeteredForm => ({
  id,
  unitId: '350102-civil-affairs',
  areaCode: '350102',
  fillers: ['community'],
  frequency: 'monthly',
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
  endedOn: null,
  minutesExpected: 30,
  ...more,
});
const month = { month: '2026-11', isWorkday: () => true, usual: (one: MeteredForm) => one.minutesExpected };
const ceiling = { forms: 3, minutes: 100 };

test('an office carries what is asked of it, and no more: spent on what it sent, expected for the rest', () => {
  const [first, second] = burdensOf(
    offices.slice(1, 3),
    [form('a'), form('b', { frequency: 'weekly' })],
    [{ formId: 'a', areaCode: '350102004001', filled: 1, minutes: 95 }],
    month,
    ceiling,
  );
  expect(first).toEqual({
    code: '350102004001',
    burden: { asked: 6, filled: 1, minutes: 95, expected: 150 },
    passed: ['forms', 'minutes'],
  });
  expect(second?.burden).toEqual({ asked: 6, filled: 0, minutes: 0, expected: 180 });
});

test('a ceiling is passed above it, not at it', () => {
  expect(passedBy({ asked: 3, filled: 0, minutes: 40, expected: 60 }, ceiling)).toEqual([]);
  expect(passedBy({ asked: 4, filled: 0, minutes: 40, expected: 61 }, ceiling)).toEqual(['forms', 'minutes']);
});

test('what is sent beyond what was due counts as asked', () => {
  expect(burdenOf([], 1, { filled: 2, minutes: 30 }, 10)).toEqual({ asked: 2, filled: 2, minutes: 30, expected: 0 });
});

test('the mean of what was sent replaces the asking unit’s own figure from five on', () => {
  expect(usualMinutes({ minutesExpected: 10 }, { filled: 4, minutes: 400 })).toBe(10);
  expect(usualMinutes({ minutesExpected: 10 }, { filled: 5, minutes: 400 })).toBe(80);
});

const someForm = fc
  .record({
    areaCode: fc.constantFrom('350100', '350102', '350102004', '350102004001', '350103'),
    fillers: fc.subarray(['street', 'community'], { minLength: 1 }),
    frequency: fc.constantFrom('once', 'weekly', 'monthly', 'quarterly'),
    minutesExpected: fc.integer({ min: 1, max: 300 }),
    validUntil: fc.constantFrom('2026-10-31', '2026-11-15', '2026-12-31'),
  } satisfies { [K in keyof MeteredForm]?: fc.Arbitrary<MeteredForm[K]> })
  .map((more) => more as Partial<MeteredForm>);

test('the quick sum of many offices is that of a naive one', () => {
  fc.assert(
    fc.property(
      fc.array(someForm, { maxLength: 8 }),
      fc.array(fc.record({ form: fc.nat(7), office: fc.nat(4), filled: fc.integer({ min: 1, max: 3 }), minutes: fc.nat(500) }), {
        maxLength: 12,
      }),
      (wanted, sent) => {
        const forms = wanted.map((more, place) => form(`f${place}`, more));
        const filled = [
          ...new Map(
            sent
              .filter((one) => one.form < forms.length)
              .map((one): [string, Filled] => [
                `${one.form} ${one.office}`,
                { formId: `f${one.form}`, areaCode: offices[one.office]?.code ?? '', filled: one.filled, minutes: one.minutes },
              ]),
          ).values(),
        ];
        const naive = Object.fromEntries(
          offices.map((office) => [
            office.code,
            forms
              .map((one) => {
                const done = filled.find((each) => each.formId === one.id && each.areaCode === office.code) ?? { filled: 0, minutes: 0 };
                return burdenOf(isAsked(one, office) ? periodsIn(one, month.month, month.isWorkday) : [], 1, done, one.minutesExpected);
              })
              .reduce(addBurden, noBurden),
          ]),
        );
        const quick = burdensOf(offices, forms, filled, month, ceiling);
        expect(Object.fromEntries(quick.map(({ code, burden }) => [code, burden]))).toEqual(naive);
        const weights = quick.map(({ burden }) => burden.minutes + burden.expected);
        expect(weights).toEqual(weights.toSorted((a, b) => b - a));
      },
    ),
    { numRuns: 300 },
  );
});

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 24, 2) + seconds * 1000);

test('a pause counts no longer than the cap, so a form left open over lunch takes no lunch', () => {
  expect(addTouch(60, at(0), at(240), 5)).toBe(300);
  expect(addTouch(60, at(0), at(3600), 5)).toBe(360);
});

test('a clock that is set back takes nothing away', () => {
  expect(addTouch(60, at(100), at(0), 5)).toBe(60);
});

test('whatever the touches, no more is counted than went by, and none is lost when there was no pause', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 30 }), (gaps) => {
      let [active, now] = [0, 0];
      for (const gap of gaps) {
        active = addTouch(active, at(now), at(now + gap), 5);
        now += gap;
      }
      expect(active).toBeLessThanOrEqual(now);
      if (gaps.every((gap) => gap <= 300)) expect(active).toBe(now);
    }),
  );
});

test('the filler’s own figure counts before the measured one', () => {
  expect([measuredMinutes(5), measuredMinutes(150), countedMinutes(150, null), countedMinutes(150, 25)]).toEqual([1, 3, 3, 25]);
});
