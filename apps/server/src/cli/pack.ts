import { isAbsolute, join, resolve } from 'node:path';
import { type CityOfPack, loadPack, readPack, tellProblem } from '../flows/load-pack.ts';
import { type Difference, differencesOf } from '../modules/matters/index.ts';
import { checkRules } from '../modules/rules/index.ts';
import { readSettings } from '../platform/settings.ts';
import { type Command, done, failed, readArguments } from './command.ts';

const json = { json: { type: 'boolean' } } as const;

/** A pack by its name under packs/, or by a path. */
function directoryOf(name: string | undefined): string {
  const settings = readSettings();
  if (name === undefined) return settings.packDirectory;
  return name.includes('/') || isAbsolute(name) ? resolve(name) : join(settings.root, 'packs', name);
}

function countsOf({ places, matters, posts }: CityOfPack) {
  const { areas = [], boundaries = [], units = [] } = places ?? {};
  const { matters: rows = [], limits = [] } = matters ?? {};
  const list = new Map(rows.map((row) => [row.code, row]));
  return {
    areas: areas.length,
    boundaries: boundaries.length,
    units: units.length,
    unitsToConfirm: units.filter((unit) => unit.status !== 'listed').length,
    matters: list.size,
    groundsToConfirm: [...list.values()].filter((matter) => matter.basis.startsWith('to be confirmed')).length,
    limits: limits.length,
    posts: posts.length,
  };
}

export const validate: Command['run'] = async (args, out) => {
  const { values, positionals } = readArguments(args, json, { least: 0, most: 1 });
  const read = readPack(directoryOf(positionals[0]));
  const { pack } = read;
  await checkRules(pack, read.rules);
  const counts = countsOf(read);
  if (values.json) {
    out.print(JSON.stringify({ pack: pack.name, checksum: pack.checksum, ...counts, problems: pack.problems }, null, 2));
  } else if (pack.problems.length > 0) {
    for (const problem of pack.problems) out.print(tellProblem(problem));
    out.tell(`The pack ${pack.name} has ${pack.problems.length} problems.`);
  } else {
    out.print(
      `The pack ${pack.name} is sound: ${counts.areas} areas, ${counts.boundaries} boundaries, ${counts.units} units (${counts.unitsToConfirm} names to be confirmed), ${counts.matters} matters (${counts.groundsToConfirm} grounds to be confirmed), ${counts.limits} limits, ${counts.posts} posts.`,
    );
  }
  return pack.problems.length > 0 ? failed : done;
};

const tellDifference = ({ of, code, name, field, fromOn, city, county, source, status }: Difference) =>
  `${of} ${code}${name && ` ${name}`}: ${field}${fromOn ? ` from ${fromOn}` : ''}: ${city ?? '–'} → ${county}  (${[status, source].filter(Boolean).join('; ')})`;

export const diff: Command['run'] = async (args, out) => {
  const { values, positionals } = readArguments(args, { ...json, pack: { type: 'string' } }, { least: 1, most: 1 });
  const [county = ''] = positionals;
  const { pack, places, matters } = readPack(directoryOf(values.pack));
  if (pack.problems.length > 0 || !places || !matters)
    throw new Error(
      `The pack ${pack.name} has ${pack.problems.length} problems; see them with: npm run banyan -- pack validate ${pack.name}`,
    );
  const area = places.areas.find(({ code, level }) => code === county && level === 'county');
  if (!area) throw new Error(`The pack ${pack.name} has no county ${county}.`);
  const differences = differencesOf(matters, places.responsibilities, county);
  if (values.json) out.print(JSON.stringify({ pack: pack.name, county, name: area.name, differences }, null, 2));
  else if (differences.length === 0) out.print(`${county} ${area.name} differs from the city in nothing.`);
  else for (const difference of differences) out.print(tellDifference(difference));
  return done;
};

export const load: Command['run'] = async (args, out) => {
  const { values, positionals } = readArguments(args, json, { least: 1, most: 1 });
  const directory = directoryOf(positionals[0]);
  const { pack, rules } = readPack(directory);
  await checkRules(pack, rules);
  // Told before a database is opened: a faulty pack needs none.
  if (pack.problems.length > 0) {
    for (const problem of pack.problems) out.tell(tellProblem(problem));
    throw new Error(`The pack ${pack.name} has ${pack.problems.length} problems. Nothing was changed.`);
  }
  const { withHouse } = await import('./with-house.ts');
  const loaded = await withHouse(readSettings(), (house) => loadPack(house, directory));
  out.print(
    values.json
      ? JSON.stringify(loaded)
      : `The pack ${loaded.name} ${loaded.version} ${loaded.changed ? 'is loaded' : 'was loaded already; nothing has changed'}.`,
  );
  return done;
};
