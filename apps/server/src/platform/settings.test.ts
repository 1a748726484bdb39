import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

test('the public address is an address alone, or none', () => {
  expect(readSettings({}).address).toBeUndefined();
  expect(readSettings({ BANYAN_ADDRESS: '' }).address).toBeUndefined();
  expect(readSettings({ BANYAN_ADDRESS: 'https://banyan.example.gov.cn/' }).address).toBe('https://banyan.example.gov.cn');
  for (const wrong of [
    'banyan.example',
    'ftp://banyan.example',
    'https://banyan.example/city',
    'https://a:b@banyan.example',
    'https://banyan.example/?x=1',
  ])
    expect(() => readSettings({ BANYAN_ADDRESS: wrong }), wrong).toThrow('BANYAN_ADDRESS must be the public address alone');
});
