import { listOf, oneOf, pattern, words } from '#platform/pack-cell.ts';
import { type Pack, readTable } from '#platform/pack-file.ts';
import type { LandmarkTable } from '../tables.ts';

const file = 'landmarks.csv';

const columns = {
  name: words(40),
  kind: oneOf(['river', 'road', 'station', 'landmark']),
  areas: listOf(' ', pattern(/^\d{6,15}$/, 'an area code'), { least: 1 }),
  source: words(200),
  status: oneOf(['listed', 'to be confirmed', 'drafted']),
};

/** Names by which people say where something is, in landmarks.csv; a pack may leave the file out. `known` are the codes of its areas. */
export function readLandmarks(pack: Pack, known: ReadonlySet<string>): LandmarkTable[] {
  if (!pack.texts.has(file)) return [];
  const rows = readTable(pack, file, columns);
  for (const { areas, line } of rows)
    for (const code of areas) if (!known.has(code)) pack.problems.push({ file, line, column: 'areas', reason: `there is no area ${code}` });
  return rows.map(({ name, kind, areas }) => ({ name, kind, areas: [...areas] }));
}
