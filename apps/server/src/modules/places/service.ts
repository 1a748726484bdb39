import { createHash } from 'node:crypto';
import type { Context, House } from '#platform/context.ts';
import { buildCatalogue, type Catalogue } from './catalogue.ts';
import type { PlacesOfPack } from './pack/read-places.ts';
import { type PlacesRows, rowsOfPack } from './pack/rows-of-pack.ts';
import { type Places, placesIn } from './places.ts';
import { cacheName, selectPlaces } from './store.ts';

type Held = { readonly catalogue: Catalogue; readonly places: Places };

const held = (at: Context | House): Promise<Held> => {
  const house = 'house' in at ? at.house : at;
  return house.cache.get(cacheName, async () => {
    const rows = await selectPlaces(house);
    const catalogue = buildCatalogue(rows, tagOf(rows));
    return { catalogue, places: placesIn(catalogue) };
  });
};

/** All places of the city, in memory until a pack or a survey changes them. Asynchronous only because they may have to be read first. */
export const placesOf = async (at: Context | House): Promise<Places> => (await held(at)).places;

/** The catalogue behind `placesOf`, with boundaries. */
export const catalogueOf = async (at: Context | House): Promise<Catalogue> => (await held(at)).catalogue;

/** The places of a pack that was read but not loaded, for what runs without a database. */
export const placesOfPack = (pack: PlacesOfPack): Places => placesIn(catalogueOfPack(pack));

export const catalogueOfPack = (pack: PlacesOfPack): Catalogue => {
  const rows = rowsOfPack(pack);
  return buildCatalogue(rows, tagOf(rows));
};

/** Changes exactly when the rows do. */
export const tagOf = (rows: PlacesRows): string => createHash('sha256').update(JSON.stringify(rows)).digest('base64url').slice(0, 22);
