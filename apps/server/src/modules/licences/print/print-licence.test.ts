import { describe, expect, test } from 'vitest';
import { printFont } from '#platform/print/print-font.ts';
import { readAttachment } from '#platform/print/stamp-pages.ts';
import type { LicenceSheet } from './press.ts';
import { layOutLicence } from './print-licence.ts';

const sheet = (scope: string, mark: string | null = null): LicenceSheet => ({
  shown: {
    number: '350102-2026-0000012-3',
    city: '350100',
    name: '营业执照',
    nameEn: 'Business licence',
    issuer: '福州市鼓楼区市场监督管理局',
    holder: '陈*榕',
    from: '2026-11-24',
    until: null,
    fields: [{ name: '经营范围', nameEn: 'Business scope', value: scope }],
    running: 12,
  },
  token: 'aGVhZGVy.cGF5bG9hZA.c2lnbmF0dXJl',
  code: `https://banyan.example/verify#${'eyJhbGciOiJFZERTQSIs'.repeat(18)}`,
  checkCode: '01HRZ56789',
  at: '2026-11-24T02:00:00.000Z',
  mark,
});
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length;
const lay = (one: LicenceSheet) => layOutLicence(one, printFont());

describe('a printed licence', () => {
  test('is one page with the signed text attached, and the same bytes each time', async () => {
    const pdf = await lay(sheet('小吃'));
    expect(pagesOf(pdf)).toBe(1);
    expect(readAttachment(pdf)).toBe('aGVhZGVy.cGF5bG9hZA.c2lnbmF0dXJl');
    expect((await lay(sheet('小吃'))).equals(pdf)).toBe(true);
  });

  test('gives the proof a page of its own where what it shows is long, and never prints one over the other', async () => {
    expect(pagesOf(await lay(sheet('餐饮服务；食品销售；日用百货零售；'.repeat(60))))).toBe(2);
  });

  test('says across the page when it is not good', async () => {
    expect((await lay(sheet('小吃', '已吊销 REVOKED'))).equals(await lay(sheet('小吃')))).toBe(false);
  });
});
