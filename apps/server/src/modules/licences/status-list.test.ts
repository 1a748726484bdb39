import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listSize, packStatuses, placeOf, readStatus, statusListIn } from './status-list.ts';

/** The examples of draft-ietf-oauth-status-list §4.1: statuses by place, and the list they give. */
const examples = [
  { bits: 1, statuses: [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1], lst: 'eNrbuRgAAhcBXQ' },
  { bits: 2, statuses: [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3], lst: 'eNo76fITAAPfAgc' },
] as const;

describe('a status list', () => {
  test.each(examples)('of $bits bits is packed and read as the draft has it', ({ bits, statuses, lst }) => {
    const ours = packStatuses(bits, statuses.length, [...statuses.entries()]);
    expect(ours).toEqual({ bits, lst });
    expect(statuses.map((_, entry) => readStatus({ bits, lst }, entry))).toEqual([...statuses]);
  });

  test('says what was put in, and 0 of everything else', () => {
    const entries = fc.uniqueArray(fc.record({ entry: fc.nat(listSize - 1), status: fc.integer({ min: 1, max: 3 }) }), {
      selector: ({ entry }) => entry,
      maxLength: 40,
    });
    fc.assert(
      fc.property(entries, fc.nat(listSize - 1), (list, other) => {
        const packed = packStatuses(
          2,
          listSize,
          list.map(({ entry, status }) => [entry, status] as const),
        );
        for (const { entry, status } of list) expect(readStatus(packed, entry)).toBe(status);
        expect(readStatus(packed, other)).toBe(list.find(({ entry }) => entry === other)?.status ?? 0);
      }),
      { numRuns: 60 },
    );
  });

  test('stays small when few of it are not valid, and its length tells nothing', () => {
    const few = packStatuses(2, listSize, [
      [7, 1],
      [65_000, 2],
    ]);
    expect(few.lst.length).toBeLessThan(120);
    expect(packStatuses(2, listSize, []).lst.length).toBeLessThan(few.lst.length + 1);
  });

  test('that is a packed bomb, no list at all, or too short for the place says nothing', () => {
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024)).toString('base64url');
    expect(readStatus({ bits: 2, lst: bomb }, 0)).toBeUndefined();
    expect(readStatus({ bits: 2, lst: 'AAAA' }, 0)).toBeUndefined();
    expect(readStatus(packStatuses(1, 8, []), 8)).toBeUndefined();
    expect(readStatus(packStatuses(1, 8, []), -1)).toBeUndefined();
    for (const claims of [{}, { status_list: null }, { status_list: { bits: 3, lst: '' } }, { status_list: { bits: 1, lst: 5 } }])
      expect(statusListIn(claims)).toBeUndefined();
  });

  test('refuses a status that does not fit', () => {
    expect(() => packStatuses(1, 8, [[0, 2]])).toThrow('does not fit');
    expect(() => packStatuses(2, 8, [[8, 1]])).toThrow('does not fit');
  });

  test('a running number has one place, and the next list begins when one is full', () => {
    expect(placeOf(0)).toEqual({ list: 0, entry: 0 });
    expect(placeOf(listSize - 1)).toEqual({ list: 0, entry: listSize - 1 });
    expect(placeOf(listSize)).toEqual({ list: 1, entry: 0 });
  });
});
