import type { Pack } from '#platform/pack-file.ts';
import type { Boundary } from '../geometry/boundary.ts';
import { importBoundaries } from '../geometry/import-boundaries.ts';
import { checkTopology } from '../geometry/topology.ts';

const files = ['geo/counties.geojson', 'geo/streets.geojson'];

/** Reads the boundaries that the pack brings, in WGS-84. A pack without any is sound: its places are then found by name only. */
export function readBoundaries(pack: Pack, known: ReadonlySet<string>): Boundary[] {
  const boundaries: Boundary[] = [];
  const origins: { file: string; featureIndex: number }[] = [];
  for (const file of files) {
    const text = pack.texts.get(file);
    if (text === undefined) continue;
    const read = importBoundaries(text, { format: 'geojson' });
    for (const { featureIndex, code, detail } of read.problems) fault(pack, file, featureIndex, code, detail);
    for (const boundary of read.boundaries) {
      if (!known.has(boundary.code)) fault(pack, file, boundary.featureIndex, boundary.code, 'no area has this code');
      origins.push({ file, featureIndex: boundary.featureIndex });
      boundaries.push({ ...boundary, featureIndex: boundaries.length });
    }
  }
  for (const { featureIndex, code, detail } of checkTopology(boundaries, { knownCodes: known }).problems) {
    const origin = origins[featureIndex ?? -1];
    fault(pack, origin?.file ?? 'geo', origin?.featureIndex ?? null, code, detail);
  }
  return boundaries;
}

function fault(pack: Pack, file: string, featureIndex: number | null, code: string | null, detail: string) {
  const where = featureIndex === null ? '' : `feature ${featureIndex}${code ? ` (${code})` : ''}: `;
  pack.problems.push({ file, reason: `${where}${detail}` });
}
