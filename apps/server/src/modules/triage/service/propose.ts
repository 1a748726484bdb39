import { explain, plainText } from '@banyan/text-models';
import type { Context } from '#platform/context.ts';
import { type Matter, mattersOf } from '../../matters/index.ts';
import { type Places, placesOf } from '../../places/index.ts';
import { placesInText } from '../place-names.ts';
import type { MatterChoice, PlaceChoice, Proposed } from '../proposed.ts';
import { cutWords, documentOf } from '../reading.ts';
import { alarmIn } from '../signs.ts';
import { type Equipment, equipmentOf, type OpenModel } from './equipment.ts';

/** A report to propose for: `areaCode` where it is known already. */
export type Asked = { readonly title: string; readonly content: string; readonly areaCode?: string };

/** At this probability the first matter is proposed alone; below it a person chooses among three. */
export const sureFrom = 0.6;
const choices = 3;
/** A place below this is not named. */
const leastPlace = 0.15;

export type Made = { readonly proposed: Proposed; readonly modelVersion: number | null; readonly modelArea: string | null };

/** Proposes matter, nature, urgency, lead unit and place for a report. Reads memory only: thousands a second. */
export async function propose(ctx: Context, asked: Asked): Promise<Made> {
  const [equipment, places, matters] = await Promise.all([equipmentOf(ctx), placesOf(ctx), mattersOf(ctx)]);
  const text = `${plainText(asked.title)}。${plainText(asked.content)}`;
  const found = foundPlaces(equipment, text);
  const areaCode = asked.areaCode ?? surePlace(found) ?? places.city.code;
  const modelArea = [areaCode.slice(0, 6), places.city.code].find((code) => equipment.models.has(code)) ?? null;
  const model = modelArea === null ? undefined : equipment.models.get(modelArea);
  const told = tellMatters(model, asked);
  const listed = told.matters.filter(({ code }) => matters.matter(areaCode, code) !== undefined);
  return {
    modelVersion: model?.version ?? null,
    modelArea,
    proposed: {
      verdict: verdictOf(told.known, listed[0]),
      matters: listed,
      ...ofMatter(places, areaCode, text, listed[0] && matters.matter(areaCode, listed[0].code)),
      places: found,
      reasons: told.reasons,
    },
  };
}

/** What follows from the matter: how urgent it is, what kind of report, and who leads. */
function ofMatter(places: Places, areaCode: string, text: string, matter: Matter | undefined) {
  return {
    nature: natureOf(text, matter?.nature),
    urgency: alarmIn(text) ? 'emergency' : (matter?.urgency ?? 'ordinary'),
    leadUnit: (matter && places.leadUnits(areaCode, matter)[0]) ?? null,
  };
}

function verdictOf(known: number, first: MatterChoice | undefined): Proposed['verdict'] {
  if (known < 2 || first === undefined) return 'cannot_tell';
  return first.probability >= sureFrom ? 'sure' : 'unsure';
}

function tellMatters(model: OpenModel | undefined, { title, content }: Asked) {
  if (!model) return { matters: [], known: 0, reasons: [] };
  const { answerer, classifier } = model;
  const document = documentOf(title, content);
  const { guesses, known } = answerer.guess(document, choices);
  const reasons = guesses[0] && known > 0 ? explain(classifier, document, guesses[0].label, cutWords) : [];
  return { matters: known > 0 ? guesses.map(({ label, probability }) => ({ code: label, probability })) : [], known, reasons };
}

function foundPlaces({ gazetteer }: Equipment, text: string): PlaceChoice[] {
  const { counties, streets } = placesInText(gazetteer, text);
  return [...streets.slice(0, choices), ...counties.slice(0, choices)].filter(({ probability }) => probability >= leastPlace);
}

const surePlace = (found: readonly PlaceChoice[]) =>
  found.find(({ code, probability }) => code.length === 6 && probability >= sureFrom)?.code;

const natures: readonly { nature: string; sign: RegExp }[] = [
  { nature: 'thanks', sign: /表扬|感谢信|点赞|锦旗/ },
  { nature: 'suggest', sign: /建议|希望能?(?:增设|增加|设置|开通)|能不能(?:增设|增加|加|设)/ },
  { nature: 'report', sign: /举报|偷工减料|无证|违法经营|贿赂/ },
  { nature: 'consult', sign: /请问|咨询|想了解|怎么办理|需要什么材料|什么时候能/ },
  { nature: 'help', sign: /求助|救救|帮帮/ },
  { nature: 'complaint', sign: /投诉|不处理|没人管|推诿|不作为/ },
];

/** The nature that the text itself names; else that of its matter. */
const natureOf = (text: string, ofMatter: string | undefined) =>
  natures.find(({ sign }) => sign.test(text))?.nature ?? ofMatter ?? 'complaint';
