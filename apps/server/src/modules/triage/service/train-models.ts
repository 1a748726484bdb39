import { sentenceSettings, standardViews, type TrainingSettings } from '@banyan/text-models';
import { type House, unitOfWork } from '#platform/context.ts';
import { mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import { countLessons, insertModel, selectLessons, selectModels, selectPacked } from '../store.ts';
import { examplesOf, heldOut, type Lesson } from '../training/examples.ts';
import { train } from '../training/train.ts';
import { unpackFeatures } from './read-case.ts';

export const task = 'matter';

/** A district has a model of its own from this many lessons, and a new one is made for each further share of them. */
const leastLessons = 300;
const growth = 1.25;
const mostLessons = 20_000;

/** A part of the city whose model is due: `region` null for the city as a whole. */
type Due = { readonly areaCode: string; readonly region: string | null; readonly listTag: string; readonly lessonCount: number };

/** Finds the first area whose model is missing, made for another list, or outgrown by its lessons. */
export async function dueModel(house: House, now: Date): Promise<Due | undefined> {
  const [places, matters] = await Promise.all([placesOf(house), mattersOf(house)]);
  const { models, lessons } = await unitOfWork(house, { kind: 'platform' }, now, async (ctx) => ({
    models: await selectModels(ctx),
    lessons: await countLessons(ctx),
  }));
  const last = (area: string) => models.filter((model) => model.task === task && model.area_code === area).at(-1);
  const isDue = (area: string, count: number) => {
    const model = last(area);
    return model === undefined || model.list_tag !== matters.tag || count >= Math.max(leastLessons, model.lesson_count * growth);
  };
  const all = [...lessons.values()].reduce((sum, count) => sum + count, 0);
  const city = places.city.code;
  if (isDue(city, all)) return { areaCode: city, region: null, listTag: matters.tag, lessonCount: all };
  const region = [...lessons].find(([code, count]) => code !== city && count >= leastLessons && isDue(code, count))?.[0];
  return region === undefined ? undefined : { areaCode: region, region, listTag: matters.tag, lessonCount: lessons.get(region) ?? 0 };
}

/** With lessons, both kinds of features are needed; without, the sentences alone are learned. */
const settingsOf = (hasLessons: boolean): TrainingSettings =>
  hasLessons ? { ...sentenceSettings, views: standardViews.slice(1, 3) } : sentenceSettings;

/**
 * Trains the model that is due and keeps it as the next version. It replaces the one in use only if it is at least as good on the lessons held out; where
 * none are held out yet, or the list changed, it replaces it at once. Gives 1 when it trained, else 0.
 */
export async function trainNext(house: House, now: Date): Promise<number> {
  const due = await dueModel(house, now);
  if (!due) return 0;
  const matters = (await mattersOf(house)).all(due.areaCode);
  const platform = { kind: 'platform' } as const;
  const { lessons, used } = await unitOfWork(house, platform, now, async (ctx) => ({
    lessons: (await selectLessons(ctx, due.region, mostLessons)).map(
      (row): Lesson => ({ id: row.case_id, matterCode: row.matter_code, hashes: unpackFeatures(row.features) }),
    ),
    used: await selectPacked(ctx, task, due.areaCode),
  }));
  const examples = examplesOf(matters, lessons);
  const held = heldOut(lessons);
  const trained = await train({ examples, held, settings: settingsOf(lessons.length > 0), before: used?.packed ?? null });
  const isBetter = trained.accuracy === null || trained.before === null || trained.accuracy >= trained.before;
  await unitOfWork(house, platform, now, (ctx) =>
    insertModel(
      ctx,
      {
        task,
        area_code: due.areaCode,
        trained_at: now,
        example_count: examples.length,
        lesson_count: due.lessonCount,
        list_tag: due.listTag,
        figures: { held: held.length, ...(trained.accuracy === null ? {} : { accuracy: trained.accuracy }), before: trained.before },
        packed: Buffer.from(trained.packed),
      },
      isBetter,
    ),
  );
  return 1;
}
