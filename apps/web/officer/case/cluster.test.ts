import { expect, test } from 'vitest';
import { followersOf } from './cluster.ts';

const line = (action: string, note: string | null) => ({ action, note });
const of = (...timeline: ReturnType<typeof line>[]) => followersOf({ timeline });

test('who has left a cluster and came again is in it, who only left is not', () => {
  expect(of(line('gather', 'a'), line('gather', 'b'), line('release', 'a'))).toEqual(['b']);
  expect(of(line('gather', 'a'), line('release', 'a'), line('gather', 'a'))).toEqual(['a']);
  expect(of(line('note', 'c'), line('gather', null))).toEqual([]);
});
