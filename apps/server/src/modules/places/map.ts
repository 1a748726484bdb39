import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Catalogue } from './catalogue.ts';

/** One map in the three encodings a browser may ask for, made once a catalogue. */
export type MapText = { readonly identity: Buffer; readonly gzip: Buffer; readonly br: Buffer };

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

async function packed(text: string): Promise<MapText> {
  const identity = Buffer.from(text);
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length } };
  const [br, gz] = await Promise.all([brotli(identity, options), zip(identity, { level: 9 })]);
  return { identity, gzip: gz, br };
}

function mapText(catalogue: Catalogue, level: string, parent: string | null): string {
  const features = catalogue.boundaries
    .filter((boundary) => boundary.level === level && (parent === null || boundary.parent === parent) && boundary.polygons.length > 0)
    .map(({ code, polygons, approximate }) => {
      const area = catalogue.areas.get(code);
      const properties = { code, name: area?.name ?? code, nameEn: area?.nameEn ?? code, approximate };
      return { type: 'Feature', properties, geometry: { type: 'MultiPolygon', coordinates: polygons } };
    });
  return JSON.stringify({ type: 'FeatureCollection', features });
}

const mapOf = (catalogue: Catalogue, name: string, make: () => string): Promise<MapText> => {
  const made = catalogue.maps.get(name) ?? packed(make());
  catalogue.maps.set(name, made);
  return made;
};

/** The counties as GeoJSON (RFC 7946). */
export const countyMap = (catalogue: Catalogue) => mapOf(catalogue, 'counties', () => mapText(catalogue, 'county', null));

/** The streets and towns of one county as GeoJSON. */
export const streetMap = (catalogue: Catalogue, county: string) => mapOf(catalogue, county, () => mapText(catalogue, 'street', county));
