import { parseOptions } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

test('a password is kept as argon2id with 19 MiB, two passes and one lane', async () => {
  const hashed = await hashPassword('三坊七巷的榕树下');
  expect(hashed).toMatch(/^\$argon2id\$v=19\$/);
  expect(parseOptions(hashed)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  expect(await hashPassword('三坊七巷的榕树下')).not.toBe(hashed);
});

test('the right password opens in any keyboard’s form, another does not, and none opens nothing', async () => {
  const hashed = await hashPassword('Banyan-2026');
  expect(await verifyPassword(hashed, 'Banyan-2026')).toBe(true);
  expect(await verifyPassword(hashed, 'Ｂａｎｙａｎ－２０２６')).toBe(true);
  expect(await verifyPassword(hashed, 'banyan-2026')).toBe(false);
  expect(await verifyPassword(hashed, 'Banyan-2026\u0000')).toBe(false);
  expect(await verifyPassword(undefined, 'Banyan-2026')).toBe(false);
  expect(await verifyPassword(null, '')).toBe(false);
});

test('an unknown login costs as much time as a known one', async () => {
  const hashed = await hashPassword('Banyan-2026');
  const median = async (known: string | undefined) => {
    const times: number[] = [];
    for (let i = 0; i < 9; i++) {
      const began = performance.now();
      await verifyPassword(known, 'wrong password');
      times.push(performance.now() - began);
    }
    return times.sort((a, b) => a - b)[4] as number;
  };
  await median(hashed);
  const ratio = (await median(undefined)) / (await median(hashed));
  expect(ratio).toBeGreaterThan(1 / 3);
  expect(ratio).toBeLessThan(3);
});

test('a password of seven characters is refused', async () => {
  await expect(hashPassword('榕树榕树榕树榕')).rejects.toMatchObject({ code: 'password.too_short' });
});
