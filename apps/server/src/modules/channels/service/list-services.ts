import type { Matter } from '../../matters/index.ts';
import { absent } from '../faults.ts';
import type { Attribute, Offer } from '../store/catalogue.ts';
import type { Part } from '../write-xml.ts';
import { writeXml } from '../write-xml.ts';
import { attributesOf, isPublished, type Scene } from './scene.ts';

const named = ({ name, nameEn }: Matter, { language }: Scene) => (language === 'zh' ? name : nameEn);

/** Comma separated without blanks, as FixMyStreet reads them; `private` says that its cases are not shown. */
const keywordsOf = (scene: Scene, matter: Matter): string =>
  [
    matter.category,
    matter.nature,
    ...(matter.urgency === 'ordinary' ? [] : [matter.urgency]),
    ...(isPublished(scene, matter) ? [] : ['private']),
  ].join(',');

const serviceOf = (scene: Scene, matter: Matter): Part => ({
  service_code: matter.code,
  service_name: named(matter, scene),
  description: matter.filing,
  metadata: attributesOf(scene, matter).length > 0,
  type: 'realtime',
  keywords: keywordsOf(scene, matter),
  group: scene.language === 'zh' ? matter.categoryName : matter.categoryNameEn,
});

type Written = { json: string; xml: string };
const written = new WeakMap<Offer, Map<string, Written>>();

/** The services of a jurisdiction, written once while list and offer stay the same. */
export function listServices(scene: Scene): Written {
  const kept = written.get(scene.offer) ?? new Map<string, Written>();
  written.set(scene.offer, kept);
  const key = `${scene.matters.tag} ${scene.area.code} ${scene.language}`;
  const known = kept.get(key);
  if (known) return known;
  const services = scene.matters.all(scene.area.code).map((matter) => serviceOf(scene, matter));
  const made = { json: JSON.stringify(services), xml: writeXml('services', services) };
  if (kept.size > 200) kept.clear();
  kept.set(key, made);
  return made;
}

const attributePart = ({ language }: Scene, attribute: Attribute, place: number): Part => ({
  variable: attribute.variable,
  code: attribute.code,
  datatype: attribute.datatype,
  required: attribute.required,
  datatype_description: (language === 'zh' ? attribute.hint : attribute.hint_en) ?? null,
  order: place + 1,
  description: language === 'zh' ? attribute.label : attribute.label_en,
  values: attribute.choices.map((choice) => ({ key: choice.key, name: choice[language] })),
});

/** The matter of a service code in the jurisdiction; 404 when there is none. */
export function matterOf(scene: Scene, code: string): Matter {
  const matter = scene.matters.matter(scene.area.code, code);
  if (!matter) throw absent(`service_code ${code.slice(0, 40)} not found`);
  return matter;
}

/** What a service asks besides words and place. */
export function defineService(scene: Scene, code: string): Part {
  const matter = matterOf(scene, code);
  return {
    service_code: matter.code,
    attributes: attributesOf(scene, matter).map((attribute, place) => attributePart(scene, attribute, place)),
  };
}
