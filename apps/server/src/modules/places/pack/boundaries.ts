import type { Pack } from '#platform/pack-file.ts';
import type { Boundary } from '../geometry/boundary.ts';
import { importBoundaries } from '../geometry/import-boundaries.ts';
import { checkTopology } from '../geometry/topology.ts';

const files = ['geo/counties.geojson', 'geo/streets.geojson'];

/** Reads the boundaries that the pack brings, in WGS-84. A pack without any is sound: its places are then found by name only. */
export function readBoundaries(pack: Pack, known: ReadonlySet<string>): Boundary[] {
  const read = files.flatMap((file) => readFile(pack, file, known).map((boundary) => ({ file, boundary })));
  const boundaries = read.map(({ boundary }, featureIndex) => ({ ...boundary, featureIndex }));
  for (const { featureIndex, code, detail } of checkTopology(boundaries, { knownCodes: known }).problems) {
    const origin = featureIndex === null ? undefined : read[featureIndex];
    fault(pack, origin?.file ?? 'geo', origin?.boundary.featureIndex ?? null, code, detail);
  }
  return boundaries;
}

function readFile(pack: Pack, file: string, known: ReadonlySet<string>): readonly Boundary[] {
  const text = pack.texts.get(file);
  if (text === undefined) return [];
  const { boundaries, problems } = importBoundaries(text, { format: 'geojson' });
  for (const { featureIndex, code, detail } of problems) fault(pack, file, featureIndex, code, detail);
  for (const { featureIndex, code } of boundaries) if (!known.has(code)) fault(pack, file, featureIndex, code, 'no area has this code');
  return boundaries;
}

function fault(pack: Pack, file: string, featureIndex: number | null, code: string | null, detail: string) {
  const where = featureIndex === null ? '' : `feature ${featureIndex}${code ? ` (${code})` : ''}: `;
  pack.problems.push({ file, reason: `${where}${detail}` });
}
