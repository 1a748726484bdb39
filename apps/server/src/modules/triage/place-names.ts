import { buildGazetteer, findMentions, type Gazetteer, namesOfArea, type PlaceName, weighPlaces } from '@banyan/text-models';
import type { Places } from '../places/index.ts';
import type { PlaceChoice } from './proposed.ts';
import type { LandmarkTable } from './tables.ts';

/** How surely the full name of an area of a level means it: communities repeat each other's names and share them with ordinary words. */
const strengths = { city: 0, county: 1, street: 0.9, community: 0.7, grid: 0 } as const;
const landmarkStrengths: Record<string, number> = { river: 0.8, road: 0.7, station: 0.6, landmark: 0.7 };

/** Every name of the city's areas and landmarks. */
export function gazetteerOf(places: Places, landmarks: readonly LandmarkTable[]): Gazetteer {
  const names: PlaceName[] = landmarks.map(({ name, kind, areas }) => ({ name, areas, weight: landmarkStrengths[kind] ?? 0.5 }));
  const walk = (code: string) => {
    for (const area of places.below(code)) {
      names.push(...namesOfArea(area.name, area.code, strengths[area.level], area.level === 'community' ? 3 : 2));
      if (area.level !== 'community') walk(area.code);
    }
  };
  walk(places.city.code);
  return buildGazetteer(names);
}

/** The areas that a text names: the finest that is likely enough, within its county; the text as `plainText` gives it. */
export function placesInText(gazetteer: Gazetteer, text: string): { counties: PlaceChoice[]; streets: PlaceChoice[] } {
  const mentions = findMentions(gazetteer, text);
  const choices = (digits: number) =>
    weighPlaces(mentions, (area) => (area.length >= digits ? area.slice(0, digits) : undefined)).map(({ area, probability }) => ({
      code: area,
      probability,
    }));
  const counties = choices(6);
  // A street outside the likeliest county was meant as something else.
  const streets = choices(9).filter(({ code }) => code.startsWith(counties[0]?.code ?? ''));
  return { counties, streets };
}
