/**
 * The 15-digit code of a management grid (单元网格): 6 digits county (GB/T 2260) + 3 street + 3 community + 3 number within the
 * community (layout of GB/T 30428.1 and Beijing's DB11 on grid division). Numbers run from west to east, then north to south.
 */
export type GridCode = { readonly county: string; readonly street: string; readonly community: string; readonly number: number };

export type GridCodeFault = 'length' | 'digits' | 'province' | 'part-is-zero';

/** The first two digits that GB/T 2260 gives to provinces, autonomous regions and municipalities. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
);

/** What is wrong with a grid code, or null when nothing is. */
export function faultOfGridCode(code: string): GridCodeFault | null {
  if (!/^[0-9]*$/.test(code)) return 'digits';
  if (code.length !== 15) return 'length';
  if (!PROVINCES.has(code.slice(0, 2))) return 'province';
  const parts = [code.slice(2, 4), code.slice(4, 6), code.slice(6, 9), code.slice(9, 12), code.slice(12)];
  return parts.some((part) => Number(part) === 0) ? 'part-is-zero' : null;
}

/** Takes a grid code apart; `street` is the full 9-digit and `community` the full 12-digit code. Null when the code is not valid. */
export function parseGridCode(code: string): GridCode | null {
  if (faultOfGridCode(code) !== null) return null;
  return { county: code.slice(0, 6), street: code.slice(0, 9), community: code.slice(0, 12), number: Number(code.slice(12)) };
}

/** The code of grid `number` (1 to 999) in a community given by its 12-digit code; throws RangeError when the result is no valid code. */
export function formatGridCode(community: string, number: number): string {
  const code = `${community}${String(number).padStart(3, '0')}`;
  const fault = faultOfGridCode(code);
  if (fault !== null) throw new RangeError(`${code} is no grid code: ${fault}.`);
  return code;
}

/** The codes above a grid, nearest first: community, street, county. Empty when the code is not valid. */
export function parentsOfGridCode(code: string): readonly string[] {
  const grid = parseGridCode(code);
  return grid ? [grid.community, grid.street, grid.county] : [];
}
