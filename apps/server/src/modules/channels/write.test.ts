import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { readAnswers } from './answers.ts';
import { decode, readForm, readJsonBody } from './read-body.ts';
import type { Attribute } from './store/catalogue.ts';
import { readTime, writeTime } from './write-time.ts';
import { writeXml } from './write-xml.ts';

const parser = new XMLParser({ parseTagValue: false, trimValues: false });
/** Text as XML can hold it: a carriage return is kept by its reference, what XML forbids is gone. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const holdable = (text: string) => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

describe('XML', () => {
  test('gives back any text that a reader may send, and never a second element', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const xml = writeXml('request', { description: text, status: 'open' });
        const { request } = parser.parse(xml) as { request: Record<string, string> };
        expect(Object.keys(request)).toEqual(['description', 'status']);
        expect((request.description ?? '').replaceAll('&#13;', '\r')).toBe(holdable(text));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
        expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      }),
    ));

  test('keeps the wrapper of an empty list and writes what is not known as an empty element', () => {
    expect(writeXml('services', [])).toBe('<?xml version="1.0" encoding="utf-8"?>\n<services/>\n');
    const part = { zipcode: null, values: [], attributes: [{ values: [{ key: 'a', name: '甲' }] }], left: undefined };
    expect(writeXml('request', part).split('\n')[1]).toBe(
      '<request><zipcode/><values/><attributes><attribute><values><value><key>a</key><name>甲</name></value></values></attribute></attributes></request>',
    );
  });
});

describe('time', () => {
  const zone = 'Asia/Shanghai';

  test('what is written is read again, to the second', () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1993-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        fc.constantFrom(zone, 'America/New_York', 'Asia/Kathmandu', 'UTC'),
        (at, where) => {
          const written = writeTime(at, where);
          expect(written).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/);
          expect(readTime(written, zone)?.getTime()).toBe(Math.floor(at.getTime() / 1000) * 1000);
        },
      ),
    ));

  test.each([
    ['2026-11-24T10:00:00Z', '2026-11-24T10:00:00.000Z'],
    ['2026-11-24T10:00:00+0800', '2026-11-24T02:00:00.000Z'],
    ['2026-11-24T10:00:00 08:00', '2026-11-24T02:00:00.000Z'],
    ['2026-11-24T10:00:00.123456Z', '2026-11-24T10:00:00.123Z'],
    ['2026-11-24 10:00', '2026-11-24T02:00:00.000Z'],
    ['2026-11-24', '2026-11-23T16:00:00.000Z'],
  ])('%s is %s', (text, iso) => expect(readTime(text, zone)?.toISOString()).toBe(iso));

  test.each(['', 'yesterday', '24.11.2026', '2026-13-01', '2026-02-30T25:00:00Z', '0001-01-01', '2026-11-24T10:00:00+99'])(
    '"%s" is none',
    (text) => expect(readTime(text, zone)).toBeUndefined(),
  );
});

describe('a form', () => {
  test('reads what URLSearchParams writes', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme' }))), (pairs) => {
        const sound = pairs.map(([name, value]) => [name.replaceAll('\0', ''), value.replaceAll('\0', '').trim()] as const);
        const read = readForm(Buffer.from(new URLSearchParams(sound.map(([name, value]): [string, string] => [name, value])).toString()));
        const given = [
          ...Map.groupBy(
            sound.filter(([, value]) => value !== ''),
            ([name]) => name,
          ),
        ].map(([name, list]) => [name, list.map(([, value]) => value)]);
        expect([...read]).toEqual(given);
      }),
    ));

  test('any bytes are read or refused, never half', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        for (const read of [readForm, readJsonBody]) {
          try {
            read(Buffer.from(bytes));
          } catch (error) {
            expect(error).toMatchObject({ status: 400 });
          }
        }
      }),
    ));

  test('GBK is refused, not garbled', () => {
    expect(() => readForm(Buffer.from('description=%C4%E3%BA%C3'))).toThrow('UTF-8');
    expect(() => decode(Buffer.from([0xc4, 0xe3]))).toThrow('UTF-8');
  });
});

describe('answers', () => {
  const attribute = (code: string, datatype: string, required = false, keys: string[] = []): Attribute => ({
    scope: 'matter',
    scope_value: 'F31001',
    code,
    datatype,
    required,
    variable: true,
    label: code,
    label_en: code,
    hint: null,
    hint_en: null,
    choices: keys.map((key) => ({ key, zh: key, en: key })),
    position: 0,
  });
  const asked = [
    attribute('hours', 'multivaluelist', true, ['day', 'night']),
    attribute('machine', 'singlevaluelist', false, ['fan', 'press']),
    attribute('metres', 'number'),
  ];
  const read = (form: string) => readAnswers(asked, readForm(Buffer.from(form)), 'Asia/Shanghai');

  test('of lists come in each of the forms that clients use', () => {
    for (const form of [
      'attribute[hours][]=day&attribute[hours][]=night',
      'attribute[hours]=day&attribute[hours]=night',
      'attribute[hours]=day,night',
      'attribute%5Bhours%5D%5B0%5D=day&attribute%5Bhours%5D%5B1%5D=night',
    ])
      expect(read(form)).toEqual({ answers: { hours: ['day', 'night'] }, faults: [] });
  });

  test('that lack or do not fit are told one by one, those nobody asked for are not', () => {
    expect(read('attribute[machine]=fan&attribute[machine]=press&attribute[metres]=1e3&attribute[else]=x').faults).toEqual([
      'hours required',
      'machine: takes one value',
      'metres: "1e3" is not a number',
    ]);
    expect(read('attribute[hours]=&attribute[metres]=').faults).toEqual(['hours required']);
  });
});
