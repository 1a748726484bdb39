import { expect, test } from 'vitest';
import { paramsOf } from './routing.ts';

test('an address fits a pattern part by part and gives its named parts', () => {
  expect(paramsOf('/case/:region/:id', '/case/350102/abc')).toEqual({ region: '350102', id: 'abc' });
  expect(paramsOf('/case/:region/:id', '/case/350102')).toBeNull();
  expect(paramsOf('/mine', '/mine/')).toEqual({});
  expect(paramsOf('/', '/')).toEqual({});
  expect(paramsOf('/mine', '/track')).toBeNull();
});

test('an address that no browser would write fits nothing and breaks nothing', () => {
  expect(paramsOf('/case/:region/:id', '/case/350102/%E4%B')).toBeNull();
  expect(paramsOf('/case/:region/:id', '/case/350102/%E6%A6%95')).toEqual({ region: '350102', id: '榕' });
});
