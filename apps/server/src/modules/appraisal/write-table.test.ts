import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCsv } from './write-table.ts';

const safe = fc.string({ minLength: 1, maxLength: 12 }).map((text) => `字${text}`);

test('whatever stands in a cell is read back by any reader of CSV', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(safe, fc.option(fc.integer()), safe), { minLength: 1, maxLength: 8 }), (rows) => {
      const read = parse(writeCsv(rows), { bom: true, record_delimiter: '\r\n' }) as string[][];
      expect(read).toEqual(rows.map((row) => row.map((value) => (value === null ? '' : String(value)))));
    }),
  );
});

test('a text that a spreadsheet would take for a formula is kept as text, a negative number is kept a number', () => {
  expect(writeCsv([['=1+1', '@cmd', -3]]).toString('utf8')).toBe("\uFEFF'=1+1,'@cmd,-3\r\n");
});
