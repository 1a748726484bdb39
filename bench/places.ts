/**
 * What do the doors of `places` and `matters` cost once the Fuzhou pack is in memory? `node bench/places.ts [times]`
 * Locating through the door against the bare index, naming, choosing desk and lead unit, and finding a matter by a resident's words.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { readPack } from '../apps/server/src/flows/load-pack.ts';
import { mattersOfPack } from '../apps/server/src/modules/matters/index.ts';
import { placesOfPack } from '../apps/server/src/modules/places/index.ts';

const times = Number(process.argv[2] ?? 50_000);
const limitMicroseconds = 50;

function measured<T>(work: () => T): { result: T; ms: number } {
  const began = performance.now();
  const result = work();
  return { result, ms: performance.now() - began };
}

const read = measured(() => readPack(join(import.meta.dirname, '../packs/fuzhou')));
const { pack, places: ofPlaces, matters: ofMatters } = read.result;
if (!ofPlaces || !ofMatters || pack.problems.length > 0) throw new Error(`The pack has ${pack.problems.length} problems.`);
const { result: places, ms: placesMs } = measured(() => placesOfPack(ofPlaces));
const { result: matters, ms: mattersMs } = measured(() => mattersOfPack(ofMatters));

console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${times} times each\n`);
console.log(
  `pack read and checked ${read.ms.toFixed(0)} ms, places in memory ${placesMs.toFixed(0)} ms, matters in memory ${mattersMs.toFixed(0)} ms\n`,
);

const list = matters.all('350100');
const streets = places.below('350100').flatMap(({ code }) => places.below(code));
const each = <T>(things: readonly T[], at: number): T => things[at % things.length] as T;
const sentences = list.flatMap((matter) => matter.said);
const points = Array.from({ length: 5000 }, (_, at) => ({
  lon: 119.1 + ((at * 7919) % 5000) / 10_000,
  lat: 25.9 + ((at * 104_729) % 4000) / 10_000,
}));

const work: Record<string, (at: number) => unknown> = {
  'locate a point': (at) => places.locate(each(points, at)),
  'name an area': (at) => places.areaName(each(streets, at).code),
  'choose the desk': (at) => places.desk(each(streets, at).code),
  'choose lead units': (at) => places.leadUnits(each(streets, at).code, each(list, at)),
  'look up a limit': (at) => matters.limit(each(streets, at).code, 'handle', { matterCode: each(list, at).code, urgency: 'ordinary' }),
  'find a matter by words': (at) => matters.find({ q: each(sentences, at), limit: 5 }),
};

for (const [name, run] of Object.entries(work)) {
  const count = name.startsWith('find') ? Math.min(times, 5000) : times;
  for (let at = 0; at < Math.min(count, 5000); at++) run(at);
  const { ms } = measured(() => {
    for (let at = 0; at < count; at++) run(at);
  });
  const microseconds = (ms * 1000) / count;
  const over = name === 'locate a point' && microseconds > limitMicroseconds ? `  above ${limitMicroseconds} µs` : '';
  console.log(`${name.padEnd(26)}${microseconds.toFixed(2).padStart(10)} µs${over}`);
}

const hits = sentences.filter((said) => matters.find({ q: said, limit: 1 })[0]?.said.includes(said)).length;
console.log(`\n${hits} of ${sentences.length} sentences of the list find their own matter first`);
