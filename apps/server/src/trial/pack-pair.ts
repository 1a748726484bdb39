import { cpSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readPack, tellProblem } from '../flows/load-pack.ts';
import type { LawOfPack } from '../modules/cases/index.ts';
import { type Matters, mattersOfPack } from '../modules/matters/index.ts';
import { type Places, placesOfPack } from '../modules/places/index.ts';

/** The law of a city as a pack gives it. */
export type CityLaw = { places: Places; matters: Matters; law: LawOfPack };

function readCityLaw(directory: string, what: string): CityLaw {
  const { pack, places, matters, law } = readPack(directory);
  if (pack.problems.length > 0 || !places || !matters || !law)
    throw new Error(`${what} has ${pack.problems.length} problems:\n${pack.problems.slice(0, 20).map(tellProblem).join('\n')}`);
  return { places: placesOfPack(places), matters: mattersOfPack(matters), law };
}

/**
 * The law in force and the law with the change laid over it. The change is a folder with some of a pack's files (`limits.csv`,
 * `counties/350102/workflow.csv` …), each in place of the pack's own; a pack that would not load is refused with its problems.
 */
export function readPair(packDirectory: string, change: string): { old: CityLaw; changed: CityLaw } {
  if (!existsSync(change) || !statSync(change).isDirectory())
    throw new Error(`There is no folder ${change}. A change is a folder with some of a pack's files, such as limits.csv.`);
  const work = mkdtempSync(join(tmpdir(), 'banyan-law-'));
  try {
    const changed = join(work, basename(packDirectory));
    cpSync(packDirectory, changed, { recursive: true });
    cpSync(change, changed, { recursive: true });
    return { old: readCityLaw(packDirectory, 'The pack in use'), changed: readCityLaw(changed, 'The pack with the change') };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
