import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Appointment } from '#platform/context.ts';
import { commandAreas, liesIn, type Part, partOf } from './policy.ts';

const city: Part = { code: '350100', level: 'city' };
const gulou: Part = { code: '350102', level: 'county' };
const taijiang: Part = { code: '350103', level: 'county' };
const dongjie: Part = { code: '350102004', level: 'street' };
const post = ({ code, level }: { code: string; level: string }, ...permissions: string[]): Appointment => ({
  post: 'p',
  unitId: 'u',
  areaCode: code,
  areaLevel: level,
  permissions,
});
const command = (area: { code: string; level: string }) => post(area, 'command.read');

test('only posts that grant the command view count', () => {
  expect(commandAreas([command(gulou), post(city, 'case.read')])).toEqual([gulou]);
  expect(commandAreas([post(gulou, 'case.supervise')])).toEqual([]);
});

test('an area inside another one of the same person is not counted twice', () => {
  expect(commandAreas([command(dongjie), command(gulou), command(taijiang), command(gulou)])).toEqual([gulou, taijiang]);
  expect(commandAreas([command(dongjie), command(city)])).toEqual([city]);
});

test('an area that is asked for narrows to what the posts cover of it', () => {
  expect(commandAreas([command(city)], dongjie)).toEqual([dongjie]);
  expect(commandAreas([command(gulou)], city)).toEqual([gulou]);
  expect(commandAreas([command(gulou), command(taijiang)], taijiang)).toEqual([taijiang]);
  expect(commandAreas([command(taijiang)], dongjie)).toEqual([]);
});

test('figures end at the street', () => {
  expect(partOf({ code: '350102004001', level: 'community' })).toBeUndefined();
  expect(partOf({ code: '350000', level: 'province' })).toEqual({ code: '350000', level: 'city' });
  expect(commandAreas([command({ code: '350102004001', level: 'community' })])).toEqual([]);
});

const part = fc.constantFrom(city, gulou, taijiang, dongjie, { code: '350103001', level: 'street' } as Part);

test('whatever the posts and the question, nothing is shown that no post covers, and nothing twice', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), fc.option(part, { nil: undefined }), (held, asked) => {
      const shown = commandAreas(held.map(command), asked);
      for (const one of shown) {
        expect(held.some((area) => liesIn(one, area))).toBe(true);
        if (asked) expect(liesIn(one, asked)).toBe(true);
        expect(shown.filter((other) => liesIn(one, other))).toEqual([one]);
      }
    }),
  );
});
