import { type Static, Type } from 'typebox';
import { type Pack, readJson } from '#platform/pack-file.ts';
import { type AreaLevel, areaLevels } from '../area.ts';

const Words = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, { additionalProperties: false });
const level = Type.Unsafe<AreaLevel>(Type.Union(areaLevels.map((name) => Type.Literal(name))));

/** pack.json: the city as a whole. The codes of its counties begin with the first four digits of its own (GB/T 2260). */
export const CityFile = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 40 }),
    nameEn: Type.String({ minLength: 1, maxLength: 80 }),
    code: Type.String({ pattern: '^[1-9][0-9]{3}00$' }),
    level: Type.Literal('city'),
    zone: Type.String({ minLength: 3, maxLength: 40 }),
    language: Type.String({ minLength: 2, maxLength: 20 }),
    languages: Type.Array(Type.String({ minLength: 2, maxLength: 20 }), { minItems: 1 }),
    version: Type.String({ minLength: 1, maxLength: 40 }),
    center: Type.Object(
      { lat: Type.Number({ minimum: -90, maximum: 90 }), lon: Type.Number({ minimum: -180, maximum: 180 }) },
      { additionalProperties: false },
    ),
    mapNotice: Words,
    intake: Type.Array(Type.Object({ level, kind: Type.String({ minLength: 1 }) }, { additionalProperties: false }), { minItems: 1 }),
    /** Shares of a limit after which a duty shows yellow and red. */
    warnings: Type.Object(
      { yellow: Type.Number({ minimum: 0, maximum: 1 }), red: Type.Number({ minimum: 0, maximum: 1 }) },
      { additionalProperties: false },
    ),
    /** With fewer matters than this the list is taken for truncated and refused. */
    leastMatters: Type.Integer({ minimum: 0 }),
    /** Drawn from past requests and not yet confirmed: rows may be marked `drafted`, names may be as long as an export has them. */
    drafted: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type CityFile = Static<typeof CityFile>;

/** Reads pack.json and checks what its shape cannot: the zone and the order of the warnings. */
export function readCity(pack: Pack): CityFile | undefined {
  const file = 'pack.json';
  const city = readJson(pack, file, CityFile);
  if (!city) return undefined;
  if (!isZone(city.zone)) pack.problems.push({ file, column: 'zone', reason: `"${city.zone}" is not an IANA time zone` });
  if (!(city.warnings.yellow > 0 && city.warnings.yellow <= city.warnings.red))
    pack.problems.push({ file, column: 'warnings', reason: 'yellow must be above 0 and not after red' });
  return city;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
