import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskPhone, permissions, readCode, readLogin, readName, readPhone, shortAgent, unnamed } from './policy.ts';

test.each([
  ['13800138000', '+8613800138000'],
  [' 138 0013-8000 ', '+8613800138000'],
  ['１３８００１３８０００', '+8613800138000'],
  ['+86 138-0013-8000', '+8613800138000'],
  ['8613800138000', '+8613800138000'],
  ['008613800138000', '+8613800138000'],
  ['138–0013—8000', '+8613800138000'],
  ['+852 6123 4567', '+85261234567'],
  ['+853 6612 3456', '+85366123456'],
  ['+886 912 345 678', '+886912345678'],
])('%s is a phone that a code can be sent to', (written, phone) => {
  expect(readPhone(written)).toBe(phone);
});

test.each([
  ['0591-87654321'],
  ['12345'],
  ['12800138000'],
  ['1380013800'],
  ['138001380001'],
  ['+1 202 555 0143'],
  ['+44 7700 900123'],
  ['+882 16 12345678'],
  ['13800138000\u0000'],
  ['1380013800O'],
  ['٠١٣٨٠٠١٣٨٠٠'],
  ["13800138000' or 1=1"],
  [''],
])('%j is no phone that a code can be sent to', (written) => {
  expect(readPhone(written)).toBeUndefined();
});

const mobile = fc
  .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([head, rest]) => `1${head}${String(rest).padStart(9, '0')}`);

test('every way of writing a mainland mobile gives one phone, and reading it again changes nothing', () => {
  fc.assert(
    fc.property(
      mobile,
      fc.constantFrom('', '+86', '86', '0086', '+86 '),
      fc.nat(10),
      fc.constantFrom(' ', '-', ''),
      (number, prefix, cut, joint) => {
        const phone = readPhone(`${prefix}${number.slice(0, cut)}${joint}${number.slice(cut)}`);
        return phone === `+86${number}` && readPhone(phone) === phone;
      },
    ),
  );
});

test('a masked phone shows no more than three and four digits of a mainland number', () => {
  fc.assert(fc.property(mobile, (number) => maskPhone(`+86${number}`) === `${number.slice(0, 3)}****${number.slice(7)}`));
  expect(maskPhone('+85261234567')).toBe('+852 ****567');
});

test('a code is read as people type it', () => {
  expect(readCode('012 345')).toBe('012345');
  expect(readCode('０１２３４５')).toBe('012345');
  for (const odd of ['12345', '1234567', '12345a', '12345\u0000', '-12345', '1e4567']) expect(readCode(odd)).toBeUndefined();
});

test('a login is the same in any case and width', () => {
  expect(readLogin(' Lin.Wei ')).toBe('lin.wei');
  expect(readLogin('ｌｉｎ.ｗｅｉ')).toBe('lin.wei');
});

test('a name keeps what people write and refuses what hides', () => {
  expect(readName('  林  依姆 ')).toBe('林 依姆');
  expect(readName('Zoë')).toBe('Zoë');
  for (const odd of ['', '   ', '林\u0000', '林\u202e依', '林\u200b', '\u{E000}', 'x'.repeat(41)]) expect(readName(odd)).toBeUndefined();
  expect(unnamed('+8613800138000')).toBe('居民8000');
});

test('a browser is told in two words', () => {
  expect(
    shortAgent('Mozilla/5.0 (Linux; Android 14; V2301A) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.49'),
  ).toBe('WeChat · Android');
  expect(
    shortAgent('Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1'),
  ).toBe('Safari · iOS');
  expect(shortAgent('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/143.0 Safari/537.36 Edg/143.0')).toBe(
    'Edge · Windows',
  );
  expect(shortAgent('curl/8.5.0\u0000')).toBe('?');
  expect(shortAgent(undefined)).toBe('?');
});

test('the posts of the Fuzhou pack grant known permissions, each permission at least once', () => {
  const file = join(import.meta.dirname, '../../../../../packs/fuzhou/posts.csv');
  const posts = parse(readFileSync(file, 'utf8'), { columns: true }) as {
    code: string;
    name: string;
    name_en: string;
    permissions: string;
  }[];
  const granted = posts.flatMap((post) => post.permissions.split(' '));
  expect(new Set(posts.map((post) => post.code)).size).toBe(posts.length);
  for (const post of posts) expect(post.name && post.name_en && post.permissions).toBeTruthy();
  expect([...new Set(granted)].sort()).toEqual(Object.keys(permissions).sort());
});

test('who keeps the system opens no case, and who watches the figures opens no reporter', () => {
  const file = join(import.meta.dirname, '../../../../../packs/fuzhou/posts.csv');
  const posts = parse(readFileSync(file, 'utf8'), { columns: true }) as { code: string; permissions: string }[];
  const of = (code: string) => posts.find((post) => post.code === code)?.permissions.split(' ') ?? [];
  expect(of('administrator').filter((permission) => permission.startsWith('case.'))).toEqual([]);
  expect(of('command-viewer')).not.toContain('case.reporter');
});
