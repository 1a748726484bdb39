import { expect, test } from 'vitest';
import type { PreparedField, Question } from '../../../applications/application-calls.ts';
import { askedQuestions, fieldsOf, formOf, isAnswered, readValue } from './apply.ts';

const question = (id: string, next: Record<string, string | null>): Question => ({
  id,
  text: id,
  textEn: id,
  options: Object.entries(next).map(([code, to]) => ({ code, text: code, textEn: code, next: to })),
});
const questions = [
  question('who', { self: 'pay', other: 'relation' }),
  question('relation', { child: 'pay' }),
  question('pay', { card: null, bank: null }),
];

test('only the questions on the way are asked, and the way ends where nothing more follows', () => {
  const ids = (answers: Record<string, string>) => askedQuestions(questions, answers).map(({ id }) => id);
  expect(ids({})).toEqual(['who']);
  expect(ids({ who: 'self' })).toEqual(['who', 'pay']);
  expect(ids({ who: 'other', relation: 'child', pay: 'card' })).toEqual(['who', 'relation', 'pay']);
  expect(ids({ who: 'nobody' })).toEqual(['who']);
  expect([isAnswered(questions, { who: 'self' }), isAnswered(questions, { who: 'self', pay: 'bank' }), isAnswered([], {})]).toEqual([
    false,
    true,
    true,
  ]);
});

const field = (name: string, more: Partial<PreparedField> = {}): PreparedField => ({
  name,
  title: name,
  titleEn: name,
  type: 'string',
  choices: [],
  readOnly: false,
  required: false,
  source: null,
  held: null,
  ...more,
});
const held = (value: string | number | boolean) => ({
  value,
  sourceName: '户籍登记',
  sourceNameEn: 'Household register',
  asOf: '2026-11-01T00:00:00Z',
});

test('a form sends what was written in its type, what was seen and left, and nothing that is empty', () => {
  const fields = [
    field('name', { held: held('陈大榕') }),
    field('months', { type: 'number' }),
    field('local', { type: 'boolean' }),
    field('alive', { readOnly: true, held: held('在世') }),
    field('paid', { readOnly: true }),
    field('phone'),
  ];
  const written = { name: ' 陈大榕 ', months: '12', local: 'true', alive: '死亡', paid: 'false', phone: '  ' };
  expect(formOf(fields, written)).toEqual({ name: '陈大榕', months: 12, local: true, alive: '在世' });
});

test('what is no number or truth is sent as it was written, so that the refusal names the field', () => {
  expect([readValue({ type: 'number' }, '一年'), readValue({ type: 'boolean' }, '也许')]).toEqual(['一年', '也许']);
});

test('a field that several items ask stands once, and is required where one of them requires it', () => {
  const items = [field('name'), field('name', { required: true })].map((one, place) => ({
    item: String(place),
    name: '',
    nameEn: '',
    next: null,
    fields: [one],
    materials: [],
  }));
  expect(fieldsOf({ for: '', items, sources: [] })).toEqual([field('name', { required: true })]);
});
