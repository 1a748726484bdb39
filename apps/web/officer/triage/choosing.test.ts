import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choosingOf, markedPieces, placeOfKey } from './choosing.ts';

const lamp = { code: 'M01037', name: '路灯', category: '01', probability: 0.8, leadUnit: '350102-city-mgmt', leadUnitName: '城管局' };
const plain = { ctrlKey: false, metaKey: false, altKey: false };

test('one key accepts a report under the matter, and sends an accepted one to the unit that leads it', () => {
  const accept = { action: 'accept', takes: ['matter'], needs: [] } as never;
  const dispatch = { action: 'dispatch', takes: ['matter'], needs: ['unit'] } as never;
  expect(choosingOf([accept], lamp, 3)).toEqual({ action: 'accept', input: { version: 3, matter: 'M01037' } });
  expect(choosingOf([dispatch], lamp, 4)).toEqual({
    action: 'dispatch',
    input: { version: 4, matter: 'M01037', unit: '350102-city-mgmt' },
  });
  expect(choosingOf([dispatch], { ...lamp, leadUnit: null }, 4)).toBeNull();
  expect(choosingOf([], lamp, 4)).toBeNull();
});

test('a key means a choice only where nothing is written and nothing is held', () => {
  expect(placeOfKey({ key: '2', ...plain }, false)).toBe(1);
  expect(placeOfKey({ key: '2', ...plain }, true)).toBeNull();
  expect(placeOfKey({ key: '2', ...plain, ctrlKey: true }, false)).toBeNull();
  expect(placeOfKey({ key: '4', ...plain }, false)).toBeNull();
});

test('marked pieces put together are the text, and mark exactly the words', () => {
  expect(markedPieces('路边路灯坏了', ['路灯', '灯坏'])).toEqual([
    { text: '路边', marked: false },
    { text: '路灯坏', marked: true },
    { text: '了', marked: false },
  ]);
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string({ maxLength: 3 }), { maxLength: 4 }), (text, words) => {
      expect(
        markedPieces(text, words)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
