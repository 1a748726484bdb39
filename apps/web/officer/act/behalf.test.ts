import { expect, test } from 'vitest';
import { composeReport, emptyReport, lackingInReport } from './behalf.ts';

test('a report needs words and some kind of place', () => {
  expect(lackingInReport(emptyReport())).toEqual({ content: true, place: true });
  expect(lackingInReport({ ...emptyReport(), content: '井盖没了', address: '五四路口' })).toEqual({});
});

test('an anonymous reporter leaves no name and no phone, even if they were typed before', () => {
  const form = {
    ...emptyReport(),
    content: '井盖没了',
    county: '350102',
    identity: 'anonymous' as const,
    name: '林',
    phone: 'not a phone',
  };
  expect(lackingInReport(form)).toEqual({});
  expect(composeReport(form, [])).toEqual({ channel: 'phone', content: '井盖没了', identity: 'anonymous', area: '350102' });
});

test('a marked point stands for the place and the chosen area does not contradict it', () => {
  const report = composeReport(
    { ...emptyReport(), content: '井盖没了', county: '350102', street: '350102001', point: { lat: 26.08, lon: 119.3 } },
    [],
  );
  expect(report.area).toBeUndefined();
  expect(report.point).toEqual({ lat: 26.08, lon: 119.3 });
});
