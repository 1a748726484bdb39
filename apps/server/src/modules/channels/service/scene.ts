import type { House } from '#platform/context.ts';
import { type Matter, type Matters, mattersOf } from '../../matters/index.ts';
import { type Area, type Places, placesOf } from '../../places/index.ts';
import { absent, noKey } from '../faults.ts';
import { type Fields, one } from '../read-body.ts';
import { type Attribute, type Offer, offerOf } from '../store/catalogue.ts';
import { type Client, clientsOf, hashKey } from '../store/clients.ts';
import { type Language, languageOf } from '../words.ts';

/** What every answer needs: the city, its list, what Open311 offers of it, for which jurisdiction and in which language. */
export type Scene = { places: Places; matters: Matters; offer: Offer; area: Area; language: Language; zone: string };

/** The jurisdiction is the code of the city or of a county; without one the whole city is meant. */
function jurisdictionOf(places: Places, id: string | undefined): Area {
  const code = id ?? places.city.code;
  const area = places.area(code);
  if (!area || (area.level !== 'city' && area.level !== 'county')) throw absent(`jurisdiction_id ${code.slice(0, 40)} not found`);
  return area;
}

export async function sceneOf(house: House, fields: Fields): Promise<Scene> {
  const [places, matters, offer] = await Promise.all([placesOf(house), mattersOf(house), offerOf(house)]);
  const area = jurisdictionOf(places, one(fields, 'jurisdiction_id'));
  return { places, matters, offer, area, language: languageOf(one(fields, 'locale')), zone: places.city.zone };
}

/** What is asked of a service: of its whole category first, then of the matter itself. */
export const attributesOf = (
  { offer }: Pick<Scene, 'offer'>,
  { code, category }: Pick<Matter, 'code' | 'category'>,
): readonly Attribute[] => [...(offer.attributes.get(`category|${category}`) ?? []), ...(offer.attributes.get(`matter|${code}`) ?? [])];

export const isPublished = ({ offer }: Pick<Scene, 'offer'>, { category }: Pick<Matter, 'category'>) => offer.published.has(category);

/** Codes of the matters whose cases are shown to anyone. */
export const publishedCodes = (scene: Scene): string[] =>
  scene.matters
    .all(scene.places.city.code)
    .filter((matter) => isPublished(scene, matter))
    .map(({ code }) => code);

/** The county to which a jurisdiction confines, or none for the city. */
export const regionOf = ({ area }: Scene): string | undefined => (area.level === 'county' ? area.code : undefined);

/** Who holds the key: by the standard a missing and a wrong one are both answered with 403. */
export async function knowClient(house: House, fields: Fields): Promise<Client> {
  const key = one(fields, 'api_key');
  if (key === undefined) throw noKey('api_key required');
  const client = (await clientsOf(house)).get(hashKey(key).toString('hex'));
  if (!client) throw noKey('api_key is not valid');
  return client;
}

/** As knowClient where a key is not needed; one that is given must be good. */
export const maybeClient = async (house: House, fields: Fields): Promise<Client | undefined> =>
  one(fields, 'api_key') === undefined ? undefined : knowClient(house, fields);
