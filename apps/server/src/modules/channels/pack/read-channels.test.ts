import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPack, type Pack } from '#platform/pack-file.ts';
import { readMatters } from '../../matters/index.ts';
import { readPlaces } from '../../places/index.ts';
import { readChannels } from './read-channels.ts';

const fuzhou = join(import.meta.dirname, '../../../../../../packs/fuzhou');
const services = 'open311-services.csv';
const attributes = 'open311-attributes.csv';

/** The pack of Fuzhou with one file changed, or left out. */
function read(change: (texts: Map<string, string>) => void) {
  const pack = openPack(fuzhou);
  const texts = new Map(pack.texts);
  change(texts);
  const changed: Pack = { ...pack, texts };
  const places = readPlaces(changed);
  const matters = places && readMatters(changed, places);
  if (!matters) throw new Error('The pack cannot be read.');
  return { channels: readChannels(changed, matters), problems: changed.problems, matters };
}

test('the pack of Fuzhou says of every category whether it is shown, and asks attributes of all six kinds', () => {
  const { channels, problems, matters } = read(() => undefined);
  expect(problems).toEqual([]);
  expect(channels.categories.map(({ category }) => category).sort()).toEqual(matters.categories.map(({ id }) => id).sort());
  expect(new Set(channels.attributes.map(({ datatype }) => datatype)).size).toBe(6);
  // What touches persons is not shown (个人信息保护法 第二十八条、第三十一条).
  const shown = channels.categories.filter(({ published }) => published).map(({ category }) => category);
  for (const personal of ['health', 'education', 'civil-affairs', 'labour', 'housing']) expect(shown).not.toContain(personal);
});

test('without the files nothing is shown and nothing is asked', () => {
  const { channels, problems } = read((texts) => {
    texts.delete(services);
    texts.delete(attributes);
  });
  expect([channels, problems]).toEqual([{ categories: [], attributes: [] }, []]);
});

const add = (file: string, line: string) => (texts: Map<string, string>) => texts.set(file, `${texts.get(file)}${line}\n`);

test.each([
  [services, 'weather,yes,x', 'there is no category "weather"'],
  [services, 'health,yes,x', '"health" stands already in line'],
  [services, 'health,perhaps,x', '"perhaps" is not one of yes, no'],
  [attributes, 'matter,M99999,a,yes,string,no,甲,A,,,', 'there is no matter "M99999"'],
  [attributes, 'matter,M01003,a,yes,colour,no,甲,A,,,', '"colour" is not one of string, number'],
  [attributes, 'matter,M01003,a,yes,singlevaluelist,no,甲,A,,,', 'a singlevaluelist needs values'],
  [attributes, 'matter,M01003,a,yes,string,no,甲,A,,,x=甲=A', 'a string has no values'],
  [attributes, 'matter,M01003,a,yes,singlevaluelist,no,甲,A,,,x=甲', '"x=甲" is not a choice'],
  [attributes, 'matter,M01003,a,no,string,yes,甲,A,,,', 'what is only shown cannot be required'],
])('%s: "%s" is a fault by file and line', (file, line, reason) => {
  expect(read(add(file, line)).problems).toEqual([
    expect.objectContaining({ file, line: expect.any(Number), reason: expect.stringContaining(reason) }),
  ]);
});
