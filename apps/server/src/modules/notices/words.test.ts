import { expect, test } from 'vitest';
import { languageOf, render, renderSms, templates } from './words.ts';

const fieldsOf = (words: { title: string; text: string }) =>
  [...`${words.title} ${words.text}`.matchAll(/\{(\w+)\}/g)].map(([, field]) => field as string);

test.each(Object.entries(templates))('%s says the same in both languages', (_, { zh, en }) => {
  expect([...new Set(fieldsOf(en))].sort()).toEqual([...new Set(fieldsOf(zh))].sort());
});

test.each(Object.entries(templates))('%s leaves no gap when its fields are given', (name, { zh }) => {
  const data = Object.fromEntries(fieldsOf(zh).map((field) => [field, field.endsWith('At') ? '2026-11-24T10:30:00.000Z' : `‹${field}›`]));
  for (const language of ['zh', 'en'] as const) {
    const { title, text } = render(name, data, language);
    expect(`${title}${text}`).not.toMatch(/[{}]|undefined|Invalid/);
    for (const [field, value] of Object.entries(data)) if (!field.endsWith('At')) expect(`${title}${text}`).toContain(value);
  }
});

test('an instant is told in the time of the city', () => {
  const data = { number: '350102-20261123-000123-7', dueAt: '2026-11-24T16:05:00.000Z' };
  expect(render('case.reported', data, 'zh').text).toContain('11月25日 00:05');
  expect(render('case.reported', data, 'en').text).toMatch(/25 November.*00:05/);
});

test('a value that looks like a field is not filled again', () => {
  expect(render('case.accepted', { number: '1', unit: '{number}' }, 'zh').text).toBe('编号 1，{number}正在确定由谁办理。');
});

test('a template that is no longer known keeps the message in the list', () => {
  expect(render('case.forgotten', {}, 'zh')).toEqual({ title: 'case.forgotten', text: '' });
  expect(render('constructor', {}, 'zh').text).toBe('');
});

test('an SMS about a case names the hotline, a code does not', () => {
  expect(renderSms('case.reopened', { number: '350102-20261123-000123-7' })).toBe(
    '您的诉求已重新办理，编号 350102-20261123-000123-7。也可拨打 12345 查询和评价。',
  );
  expect(renderSms('code.made', { code: '012345' })).toMatch(/^登录验证码 012345，5 分钟内有效/);
});

test.each([
  [undefined, 'zh'],
  ['', 'zh'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-GB,en;q=0.9,zh-CN;q=0.8', 'en'],
  ['en;q=0.4, zh-Hans;q=0.7', 'zh'],
  ['fr-FR, en;q=0.5', 'en'],
  ['de, fr', 'zh'],
  ['EN', 'en'],
  ['en;q=0, zh;q=0.1', 'zh'],
  [';;;,,q=1', 'zh'],
] as const)('who accepts %j reads %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});
