import { describe, expect, test } from 'vitest';
import { printable, printFont } from '#platform/print/print-font.ts';
import { Refusal } from '#platform/refusal.ts';
import { sampleDocument } from '../../../../test/case-document.ts';
import type { CaseDocument } from './document.ts';
import { layOutFile } from './print-file.ts';
import { instantsIn } from './print-parts.ts';

const print = (document: CaseDocument) =>
  layOutFile({ document, fingerprint: 'f'.repeat(64), signature: 'e30..AA' }, '{}', printFont(), 'https://banyan.example');
const pagesIn = (bytes: Buffer) => bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;

describe('a print', () => {
  test('takes as many pages as it needs: a long note goes on, and nothing falls off the foot', async () => {
    const short = pagesIn(await print(sampleDocument()));
    const note = '办理经过很长。'.repeat(280);
    const lines = sampleDocument().lines.map((one) => ({ ...one, note }));
    const long = pagesIn(await print(sampleDocument({ lines })));
    expect(short).toBeGreaterThanOrEqual(2);
    expect(long).toBeGreaterThanOrEqual(short + 6);
  });

  test('of a bare draft, with nothing but a report, is short', async () => {
    const bare = sampleDocument({
      draft: true,
      matter: null,
      lead: null,
      acceptance: null,
      lines: [],
      clocks: [],
      calls: [],
      reply: null,
      rating: null,
      photos: [],
      looks: { count: 0, lines: [] },
      caller: { identity: 'anonymous', wantsNoReply: true, name: null, phone: null },
    });
    expect(pagesIn(await print(bare))).toBeLessThanOrEqual(2);
  });

  test('takes steps, states and outcomes that are newer than its words by their codes', async () => {
    const { case: one, lines } = sampleDocument();
    const newer = sampleDocument({
      case: { ...one, state: 'flying', outcome: 'flown' },
      lines: lines.map((line) => ({ ...line, action: 'fly' })),
    });
    expect(pagesIn(await print(newer))).toBeGreaterThan(0);
  });

  test('survives whatever people write', async () => {
    const wild = `${'长'.repeat(4000)}\u0000\u202e\u200b😀🏳️‍🌈𠮷عربى <b>&"\\()%%EOF\n\n\nstream endstream banyan-stamp:`;
    const { case: one } = sampleDocument();
    expect(
      pagesIn(await print(sampleDocument({ case: { ...one, title: wild.slice(0, 120), content: wild }, reply: wild }))),
    ).toBeGreaterThan(4);
  });
});

describe('the face', () => {
  test('has the characters in which the city is written, also rare ones in names', () => {
    const { has } = printFont();
    const text = '榕治案卷归档签名核验闽侯琅岐堃喆彧赟㛃䶮〇①②★☆「」《》、。，；：？！…—·℃㎡¥ABCabc0123éü→';
    expect([...text].filter((sign) => !has(sign.codePointAt(0) ?? 0))).toEqual([]);
    const common = Array.from({ length: 0x9fa6 - 0x4e00 }, (_, index) => 0x4e00 + index);
    expect(common.filter((code) => !has(code))).toEqual([]);
  });

  test('names what it has no sign for by its code point, and drops only what shows nothing', () => {
    const font = printFont();
    expect(printable(font, '好😀𠮷')).toBe('好[U+1F600][U+20BB7]');
    expect(printable(font, 'a\u200bb\u202ec\ufeffd\u0007e\ufe0f')).toBe('abcde');
    expect(printable(font, '一\r\n二\t三')).toBe('一\n二  三');
    expect(printable(font, 'the reporter’s “word” ‘是’')).toBe("the reporter's “word” ‘是’");
  });

  test('that is not installed is a refusal that says what to do, not a crash', () => {
    const missing = () => printFont((face) => `/nowhere/${face}`);
    expect(missing).toThrow(Refusal);
    expect(missing).toThrow('Ask for the file as JSON');
  });
});

test('instants are told in the zone of the city', () => {
  expect(instantsIn('Asia/Shanghai')('2026-12-31T16:30:00.000Z')).toBe('2027-01-01 00:30');
  expect(instantsIn('Asia/Urumqi')('2026-12-31T16:30:00.000Z')).toBe('2026-12-31 22:30');
});
