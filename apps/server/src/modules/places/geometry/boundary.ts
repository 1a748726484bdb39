import type { Level } from './polygon-index.ts';
import type { MultiPolygon } from './shape.ts';

/** One imported boundary in WGS-84; `featureIndex` counts from 0 in the file it came from. */
export type Boundary = {
  readonly featureIndex: number;
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
  readonly level: Level;
  readonly polygons: MultiPolygon;
  readonly approximate: boolean;
};

/** Why a boundary is refused; stable, shown to the officer who imports. */
export type BoundaryReason =
  | 'file.unreadable'
  | 'geometry.missing'
  | 'geometry.unsupported'
  | 'code.malformed'
  | 'code.duplicate'
  | 'parent.unknown'
  | 'coordinate.out-of-range'
  | 'ring.open'
  | 'ring.short'
  | 'ring.crosses-itself'
  | 'hole.outside'
  | 'area.empty'
  | 'area.outside-parent'
  | 'area.overlap';

/** `featureIndex` and `code` are null when the file as a whole is at fault. */
export type BoundaryProblem = {
  readonly featureIndex: number | null;
  readonly code: string | null;
  readonly reason: BoundaryReason;
  readonly detail: string;
};

const LEVEL_BY_LENGTH: Readonly<Record<number, Level>> = { 6: 'county', 9: 'street', 12: 'community', 15: 'grid' };

/** The level that an area code of 6, 9, 12 or 15 digits stands for (county, street, community by the statistical division code; grid by DB11 单元网格), else null. */
export function levelOfCode(code: string): Level | null {
  return /^\d+$/.test(code) ? (LEVEL_BY_LENGTH[code.length] ?? null) : null;
}

/** The code one level up, by cutting the last three digits; null for a county and for anything that is no area code. */
export function parentOfCode(code: string): string | null {
  const level = levelOfCode(code);
  return level === null || level === 'county' ? null : code.slice(0, -3);
}
