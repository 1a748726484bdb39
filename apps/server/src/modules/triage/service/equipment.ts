import {
  type Answerer,
  type Classifier,
  type Gazetteer,
  openClassifier,
  plainText,
  type Rarity,
  rarityIn,
  unpackClassifier,
} from '@banyan/text-models';
import type { Context, House } from '#platform/context.ts';
import { type Matters, mattersOf } from '../../matters/index.ts';
import { type Places, placesOf } from '../../places/index.ts';
import { gazetteerOf } from '../place-names.ts';
import { cacheName, selectEquipment } from '../store.ts';

export type OpenModel = { readonly version: number; readonly classifier: Classifier; readonly answerer: Answerer };

/** What proposals are made with: models by area, place names, and how rare character groups are. In memory until one of them changes. */
export type Equipment = {
  readonly models: ReadonlyMap<string, OpenModel>;
  readonly gazetteer: Gazetteer;
  readonly rarity: Rarity;
};

type Held = { readonly tag: string; readonly gazetteer: Gazetteer; readonly rarity: Rarity };
let held: Held | undefined;

/** The list and the places change far more seldom than models: what is made of them is kept until they do. */
function madeOf(places: Places, matters: Matters, landmarks: Parameters<typeof gazetteerOf>[1]): Held {
  const tag = `${matters.tag} ${places.city.code} ${landmarks.length}`;
  if (held?.tag === tag) return held;
  const sentences = matters.all(places.city.code).flatMap((matter) => [matter.name, ...matter.said]);
  held = {
    tag,
    gazetteer: gazetteerOf(places, landmarks),
    rarity: rarityIn(sentences.map((sentence) => ({ title: '', body: plainText(sentence) }))),
  };
  return held;
}

export async function equipmentOf(at: Context | House): Promise<Equipment> {
  const house = 'house' in at ? at.house : at;
  const [places, matters] = await Promise.all([placesOf(house), mattersOf(house)]);
  const { models, made } = await house.cache.get(cacheName, async () => {
    const found = await selectEquipment(house);
    return {
      models: new Map(
        found.models.map(({ area_code, version, packed }) => {
          const classifier = unpackClassifier(packed);
          return [area_code, { version, classifier, answerer: openClassifier(classifier) }] as const;
        }),
      ),
      made: madeOf(places, matters, found.landmarks),
    };
  });
  return { models, gazetteer: made.gazetteer, rarity: made.rarity };
}
