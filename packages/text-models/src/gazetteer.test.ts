import { expect, test } from 'vitest';
import { buildGazetteer, findMentions, namesOfArea, weighPlaces } from './gazetteer.ts';

const gazetteer = buildGazetteer([
  ...namesOfArea('仓山区', '350104', 1),
  ...namesOfArea('三叉街街道', '350104003', 0.9),
  ...namesOfArea('鼓楼区', '350102', 1),
  { name: '白马河', areas: ['350102', '350103'], weight: 0.8 },
]);
const county = (area: string) => area.slice(0, 6);

test('the longest name wins and names do not overlap', () => {
  expect(findMentions(gazetteer, '仓山区三叉街夜市').map(({ name }) => name)).toEqual(['仓山区', '三叉街']);
});

test('a street speaks for its county', () => {
  const [first] = weighPlaces(findMentions(gazetteer, '三叉街夜市太吵'), county);
  expect(first?.area).toBe('350104');
  expect(first?.probability).toBeGreaterThan(0.5);
});

test('a river through two counties leaves the choice open, another name settles it', () => {
  const open = weighPlaces(findMentions(gazetteer, '白马河很臭'), county);
  expect(open.map(({ area }) => area)).toEqual(['350102', '350103']);
  expect(open[0]?.probability).toBeLessThan(0.5);
  expect(weighPlaces(findMentions(gazetteer, '鼓楼白马河很臭'), county)[0]?.area).toBe('350102');
});

test('a text without a name has no place', () => {
  expect(weighPlaces(findMentions(gazetteer, '路灯不亮'), county)).toEqual([]);
});
