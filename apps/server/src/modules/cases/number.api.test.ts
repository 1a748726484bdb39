import { afterAll, beforeAll, expect, test } from 'vitest';
import { reported } from '../../../test/case-scene.ts';
import { openWorld, type World } from '../../../test/world.ts';

let first: World;
let second: World;
beforeAll(async () => {
  [first, second] = await Promise.all([openWorld(), openWorld()]);
});
afterAll(() => Promise.all([first?.close(), second?.close()]));

const numbersOf = async (world: World, count: number) => {
  const filed = await Promise.all(Array.from({ length: count }, () => reported(world.guest())));
  return filed.map(({ number }) => Number(number.split('-')[2]));
};

test('reports filed at the same moment get numbers of their own, one after the other', async () => {
  const numbers = await numbersOf(first, 40);
  expect(new Set(numbers).size).toBe(40);
  expect(Math.max(...numbers)).toBeLessThanOrEqual(48);
});

test('a second database in the same process counts for itself', async () => {
  const numbers = await numbersOf(second, 40);
  expect(Math.min(...numbers)).toBe(1);
  expect(new Set(numbers).size).toBe(40);
});
