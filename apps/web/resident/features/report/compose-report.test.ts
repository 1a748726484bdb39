import { expect, test } from 'vitest';
import { composeReport, emptyDraft, identityOf, isBegun, lacksOf } from './compose-report.ts';

const spoken = { tile: null, photos: '（见照片）' };
const placed = { ...emptyDraft(), point: { lat: 26.08, lon: 119.3 } };

test('a place and one tap on a kind are enough, without a word, a name or a phone', () => {
  const draft = { ...placed, tile: 'road', matter: { code: 'M06013', name: '道路破损', nameEn: 'Damaged road' } };
  expect(lacksOf(draft, false)).toEqual([]);
  expect(composeReport(draft, false, { ...spoken, tile: '道路破损' }, 1)).toEqual({
    content: '道路破损（见照片）',
    identity: 'anonymous',
    channel: 'web',
    matter: 'M06013',
    point: { lat: 26.08, lon: 119.3 },
  });
});

test('a report needs a place and something said', () => {
  expect(lacksOf(emptyDraft(), false)).toEqual(['where', 'what']);
  expect(lacksOf({ ...emptyDraft(), address: '五四路', content: '坑' }, false)).toEqual(['what']);
});

test('a name or a phone typed before choosing to be anonymous never leaves the phone', () => {
  const draft = { ...placed, content: '路灯不亮', identity: 'anonymous' as const, name: '林女士', phone: '13800000000' };
  expect(composeReport(draft, true, spoken, 0)).not.toHaveProperty('phone');
  expect(composeReport(draft, true, spoken, 0)).not.toHaveProperty('name');
});

test('who is not signed in and wants to be reached must say where', () => {
  const draft = { ...placed, content: '路灯不亮', identity: 'confidential' as const };
  expect(lacksOf(draft, false)).toEqual(['phoneMissing']);
  expect(lacksOf({ ...draft, phone: '12' }, false)).toEqual(['phoneWrong']);
  expect(lacksOf({ ...draft, phone: '138 0000 0000' }, false)).toEqual([]);
  expect(lacksOf(draft, true)).toEqual([]);
});

test('who says nothing of himself is anonymous as a guest and confidential when signed in', () => {
  expect(identityOf(emptyDraft(), false)).toBe('anonymous');
  expect(identityOf(emptyDraft(), true)).toBe('confidential');
  expect(identityOf({ ...emptyDraft(), identity: 'named' }, false)).toBe('named');
});

test('a point is sent rather than the area it lies in; an area alone is sent as an area', () => {
  expect(composeReport({ ...placed, area: '350102', content: '噪声' }, false, spoken, 0)).not.toHaveProperty('area');
  expect(composeReport({ ...emptyDraft(), area: '350102', content: '噪声' }, false, spoken, 0).area).toBe('350102');
});

test('a page with only a photo on it has been begun', () => {
  expect(isBegun(emptyDraft(), 0)).toBe(false);
  expect(isBegun(emptyDraft(), 1)).toBe(true);
  expect(isBegun({ ...emptyDraft(), identity: 'named', noReply: true }, 0)).toBe(false);
});
