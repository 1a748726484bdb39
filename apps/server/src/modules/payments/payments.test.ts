import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskTail, readAccount } from './account.ts';
import { pauseMs } from './limits.ts';
import { keyOf, readKey, regionOfOrder, writeOrderNumber } from './number.ts';
import { readFile, writeFile } from './read-file.ts';
import { type FileLine, type FileState, fileStates, judge, type OwnOrder } from './reconcile.ts';
import { type OrderState, type OrderStep, officerActionsFrom, orderStates, orderSteps, stepFrom } from './workflow.ts';

const steps: readonly OrderStep[] = orderSteps;

describe('the workflow of orders to pay', () => {
  test('reaches every state from the first, and ends settled or cancelled at the last', () => {
    const reached = new Set<OrderState>(['ordered']);
    for (let turn = 0; turn < orderStates.length; turn++) for (const { from, to } of steps) if (reached.has(from)) reached.add(to);
    expect([...reached].sort()).toEqual([...orderStates].sort());
    expect(orderStates.filter((state) => !steps.some(({ from }) => from === state))).toEqual(['cancelled']);
    for (const state of ['failed', 'returned'] as const) expect(officerActionsFrom(state, 0)).toEqual(['cancel', 'retry']);
  });

  test('goes round only by a step that is counted', () => {
    const next = (state: OrderState) => steps.filter((one) => one.from === state && one.counter === undefined).map(({ to }) => to);
    const seen = (state: OrderState, path: readonly OrderState[]): void => {
      expect(path).not.toContain(state);
      for (const to of next(state)) seen(to, [...path, state]);
    };
    seen('ordered', []);
  });

  test('does not let anyone cancel what may have been paid', () => {
    expect(officerActionsFrom('ordered', 0)).toEqual(['cancel']);
    expect(officerActionsFrom('ordered', 1)).toEqual([]);
    expect(stepFrom('sent', 'cancel')).toBeUndefined();
    expect(stepFrom('settled', 'cancel')).toBeUndefined();
  });
});

describe('numbers and keys', () => {
  test('a number names its county, and a mistyped digit is found', () => {
    const number = writeOrderNumber('350102', '2026-11-25', 123);
    expect(number).toMatch(/^350102-20261125-00000123-\d$/);
    expect(regionOfOrder(number)).toBe('350102');
    expect(regionOfOrder(number.replace('123-', '132-'))).toBeNull();
  });

  test('a key is the number, and from the second round on the round', () => {
    const number = writeOrderNumber('350102', '2026-11-25', 7);
    for (const round of [1, 2, 12]) expect(readKey(keyOf(number, round))).toEqual({ number, region: '350102', round });
    expect(keyOf(number, 1)).toBe(number);
    for (const key of ['', 'x', `${number}-r1x`, `${number}-r0`, number.slice(0, -1)]) expect(readKey(key), key).toBeUndefined();
  });
});

test('a card with a mistyped digit is no account, other accounts have no check digit', () => {
  const card = '6222020000000000000';
  expect(readAccount('6222 0200-0000 0000 000')).toBe(card);
  fc.assert(
    fc.property(fc.nat(card.length - 1), fc.integer({ min: 1, max: 9 }), (at, by) => {
      expect(readAccount(`${card.slice(0, at)}${(Number(card[at]) + by) % 10}${card.slice(at + 1)}`)).toBeUndefined();
    }),
  );
  expect(readAccount('350101000123')).toBe('350101000123');
  expect(maskTail('1234')).toBe('**** 1234');
});

test('pauses grow to an hour and stay there', () => {
  const pauses = Array.from({ length: 12 }, (_, failures) => pauseMs(failures + 1));
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(pauses.at(-1)).toBe(3_600_000);
});

const order = (more: Partial<OwnOrder> = {}): OwnOrder => ({
  number: 'n',
  round: 1,
  state: 'sent',
  amountCents: 100,
  handed: true,
  ...more,
});
const line = (state: FileState, more: Partial<FileLine> = {}): FileLine => ({
  line: 2,
  key: 'n',
  amountCents: 100,
  state,
  reference: 'R',
  reason: null,
  ...more,
});

describe('our orders against the file', () => {
  test('what is not there is missing, what we do not know is extra', () => {
    expect(judge(order(), 1, [])).toMatchObject({ verdict: 'missing', why: 'not-in-file' });
    expect(judge(undefined, 1, [line('settled')])).toMatchObject({ verdict: 'extra', why: 'unknown' });
  });

  test('another amount, a key twice, and money for what was never sent or long over differ', () => {
    expect(judge(order(), 1, [line('settled', { amountCents: 101 })])).toMatchObject({ verdict: 'differing', why: 'amount' });
    expect(judge(order(), 1, [line('settled'), line('settled')])).toMatchObject({ verdict: 'differing', why: 'twice' });
    expect(judge(order({ state: 'ordered', handed: false }), 1, [line('settled')])).toMatchObject({ why: 'never-handed' });
    expect(judge(order({ state: 'cancelled' }), 1, [line('settled')])).toMatchObject({ why: 'state' });
    expect(judge(order({ state: 'failed' }), 1, [line('settled')])).toMatchObject({ why: 'state' });
    expect(judge(order({ state: 'settled' }), 1, [line('failed')])).toMatchObject({ why: 'state' });
    expect(judge(order({ round: 2 }), 1, [line('settled')])).toMatchObject({ why: 'round' });
    expect(judge(order({ round: 2 }), 1, [line('failed')])).toMatchObject({ verdict: 'matched', steps: [] });
    expect(judge(order(), 2, [line('settled')])).toMatchObject({ why: 'round' });
  });

  test('an answer that was lost is made up for by the file', () => {
    expect(judge(order({ state: 'ordered' }), 1, [line('settled')]).steps).toEqual(['send', 'settle']);
    expect(judge(order({ state: 'ordered' }), 1, [line('failed')]).steps).toEqual(['refuse']);
  });

  test('whatever agrees leads by steps of the workflow to what the file says, and once there moves nothing more', () => {
    const words: Record<FileState, OrderState> = { accepted: 'sent', settled: 'settled', failed: 'failed', returned: 'returned' };
    const walk = (from: OrderState, actions: readonly string[]) =>
      actions.reduce<OrderState>((state, action) => {
        const step = steps.find((one) => one.from === state && one.action === action);
        if (!step) throw new Error(`${state} has no ${action}`);
        return step.to;
      }, from);
    let agreed = 0;
    for (const state of orderStates)
      for (const word of fileStates) {
        const judged = judge(order({ state }), 1, [line(word)]);
        if (judged.verdict !== 'matched') continue;
        agreed += 1;
        const end = walk(state, judged.steps);
        if (state !== 'cancelled') expect(end, `${state} by ${word}`).toBe(words[word]);
        expect(judge(order({ state: end }), 1, [line(word)])).toMatchObject({ verdict: 'matched', steps: [] });
      }
    expect(agreed).toBeGreaterThan(10);
  });
});

describe('the file', () => {
  const head = 'key,amount_cents,state,reference,reason';

  test('is read with or without a byte order mark, whatever the order of its columns', () => {
    const found = [{ line: 2, key: 'k-1', amountCents: 250, state: 'settled', reference: 'R1', reason: null }];
    expect(readFile(`${head}\nk-1,250,settled,R1,\n`)).toEqual(found);
    expect(readFile(`\uFEFFstate,key,bank,amount_cents,reference\r\nsettled,k-1,x,250,R1\r\n`)).toEqual(found);
    expect(readFile(head)).toEqual([]);
  });

  test.each([
    ['amount_cents,state\n1,settled', 1, 'key is missing'],
    [`${head}\n,1,settled,,`, 2, 'key is empty'],
    [`${head}\nk,1.5,settled,,`, 2, 'whole number'],
    [`${head}\nk,-1,settled,,`, 2, 'whole number'],
    [`${head}\nk,1,paid,,\n`, 2, 'not one of'],
    [`${head}\nk,1,settled,,\nk,1`, 3, 'not CSV'],
    [`${head}\nk,1,"settled`, 2, 'not CSV'],
  ])('%j is refused at its line', (text, at, problem) => {
    expect(() => readFile(text)).toThrow(
      expect.objectContaining({ code: 'payment.file_invalid', detail: expect.objectContaining({ line: at }) }),
    );
    expect(() => readFile(text)).toThrow(problem);
  });

  test('that we write is read back, and no cell of it is taken for a formula', () => {
    const text = writeFile([head.split(','), ['k-1', 250, 'settled', 'R1', '=HYPERLINK("x")']]);
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(readFile(text)).toMatchObject([{ key: 'k-1', amountCents: 250, state: 'settled' }]);
  });
});
