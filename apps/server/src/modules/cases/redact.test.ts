import { expect, test } from 'vitest';
import { hasIdentityCheck, hasLuhnCheck, redact } from './redact.ts';

test('mobile numbers are masked, however they are written', () => {
  expect(redact('我的电话13805911234，请回电')).toBe('我的电话138******34，请回电');
  expect(redact('+86 138-0591-1234')).not.toContain('1234');
});

test('identity numbers are masked only when their check digit fits', () => {
  expect(hasIdentityCheck('11010519491231002X')).toBe(true);
  expect(redact('身份证11010519491231002X')).toBe('身份证110105************');
  expect(redact('编号110105194912310021')).toContain('110105194912310021');
});

test('bank cards are masked only when they pass the Luhn check', () => {
  expect(hasLuhnCheck('6222020000000000')).toBe(false);
  expect(redact('卡号 6225880137706868 收款')).toBe(hasLuhnCheck('6225880137706868') ? '卡号 ****6868 收款' : '卡号 6225880137706868 收款');
  expect(redact('4111111111111111')).toBe('****1111');
});

test('plates, mail addresses and account names are masked', () => {
  expect(redact('闽A·12345一直停在门口')).toBe('闽A***45一直停在门口');
  expect(redact('写信到 zhang.san@example.com')).toBe('写信到 ***@***');
  expect(redact('加我微信：fz_12345abc')).toBe('加我微信：***');
});

test('ordinary words, dates and amounts stay', () => {
  const text = '2026年11月23日八一七北路268号旁有3个井盖不见了，修了15天，花了1280元';
  expect(redact(text)).toBe(text);
});

test('phones in full-width digits and with points are masked as well', () => {
  expect(redact('电话１３８０５９１１２３４')).toBe('电话138******34');
  expect(redact('138.0591.1234')).toBe('138******34');
});

test('a name that is announced as one is masked, other words that begin like one stay', () => {
  expect(redact('我叫陈小明，住在东街口')).toBe('我叫陈某某，住在东街口');
  expect(redact('联系人：欧阳娜 电话13805911234')).toBe('联系人：欧阳某 电话138******34');
  expect(redact('林志华 手机13805911234')).toBe('林某某 手机138******34');
  for (const text of ['我是马路对面的业主', '高楼上抛物', '联系人是谁', '陈旧的管道', '何时修好路灯', '户主信息有误'])
    expect(redact(text)).toBe(text);
});

test('account numbers under their many names are masked', () => {
  expect(redact('加V信 fz_abc123')).toBe('加V信 ***');
  expect(redact('护照号：E12345678')).toBe('护照号：***');
});

test('masking is stable: what was masked stays as it is, and nothing grows', () => {
  const text = '我叫陈小明，身份证11010519491231002X，卡4111111111111111，闽A·12345，微信：fz_12345abc，13805911234';
  const once = redact(text);
  expect(redact(once)).toBe(once);
  expect(once.length).toBeLessThanOrEqual(text.length);
});
