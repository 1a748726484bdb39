import { readPack } from '../flows/load-pack.ts';
import { placesOfPack } from '../modules/places/index.ts';
import { gazetteerOf, placesInText } from '../modules/triage/index.ts';
import { readSettings } from '../platform/settings.ts';

/** Marks of the places that the fields of a document name. */
export type PlaceMarks = (fields: readonly string[]) => string[];

/** Labels are taken for areas when this share of their names are names of the pack's counties. */
const leastShare = 0.6;
const leastProbability = 0.15;

/** The marks for a file whose labels are counties of the pack in use, else nothing. */
export function placeMarksFor(labels: readonly string[]): PlaceMarks | undefined {
  const { packDirectory } = readSettings();
  const { places: read, landmarks = [] } = readPack(packDirectory);
  if (!read) return undefined;
  const names = new Set(read.areas.filter(({ level }) => level === 'county').map(({ name }) => name));
  const distinct = [...new Set(labels)];
  if (distinct.filter((label) => names.has(label)).length < leastShare * distinct.length) return undefined;
  const gazetteer = gazetteerOf(placesOfPack(read), landmarks);
  return (fields) => marksOf(placesInText(gazetteer, fields.join('。')));
}

function marksOf({ counties, streets }: ReturnType<typeof placesInText>): string[] {
  const [first] = counties;
  const likely = ({ probability }: { probability: number }) => probability >= leastProbability;
  return [
    ...(first ? [`first.${first.code}`] : ['nowhere']),
    ...(first && first.probability > 0.7 ? [`sure.${first.code}`] : []),
    ...counties.filter(likely).map(({ code }) => `county.${code}`),
    ...streets.filter(likely).map(({ code }) => `street.${code}`),
  ];
}
