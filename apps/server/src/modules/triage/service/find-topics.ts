import { burstOf, groupsOf, plainText } from '@banyan/text-models';
import { type Context, type House, unitOfWork } from '#platform/context.ts';
import { type Matters, mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import { unpackCompared } from '../comparing.ts';
import { cutWords } from '../reading.ts';
import type { RecurringList, TopicList } from '../schema-desk.ts';
import {
  type NewTopic,
  newestTopicAt,
  replaceTopics,
  selectRecentStories,
  selectRecurring,
  selectTopicDays,
  selectTopics,
} from '../store/topics.ts';
import type { StoryTable } from '../tables.ts';
import { topicName, wordCounts } from '../topic-name.ts';
import { seenCase } from './decide-clusters.ts';

const lookBackDays = 60;
const mostStories = 4_000;
const leastCases = 3;
const mostTopics = 20;
/** So many reports of a topic are read for its name. */
const mostNamed = 12;
const dayMs = 86_400_000;
const renewMs = 3_600_000;

/** Finds anew the topics of the county whose topics are oldest, when they are older than an hour. Gives 1 when it did, else 0. */
export async function renewTopics(house: House, now: Date): Promise<number> {
  const [places, matters] = await Promise.all([placesOf(house), mattersOf(house)]);
  const platform = { kind: 'platform' } as const;
  const counties = places.below(places.city.code).map(({ code }) => code);
  const due = await unitOfWork(house, platform, now, (ctx) => newestTopicAt(ctx, counties, new Date(now.getTime() - renewMs)));
  if (due === undefined) return 0;
  const since = new Date(now.getTime() - lookBackDays * dayMs);
  const stories = await unitOfWork(house, platform, now, (ctx) => selectRecentStories(ctx, due, since, mostStories));
  const groups = hottest(stories);
  await unitOfWork(house, platform, now, async (ctx) => {
    const topics: NewTopic[] = [];
    for (const { own, heat } of groups) topics.push(topicOf(own, heat, matters, await nameOf(ctx, own, matters)));
    await replaceTopics(ctx, due, matters.dayOf(now), topics);
  });
  return 1;
}

type Group = { readonly own: readonly StoryTable[]; readonly heat: number };

function hottest(stories: readonly StoryTable[]): Group[] {
  const times = stories.map(({ reported_at }) => reported_at.getTime());
  return groupsOf(stories.map(({ compared }) => unpackCompared(compared)))
    .filter(({ members }) => members.length >= leastCases)
    .map(({ members }) => {
      const own = members.map((row) => stories[row] as StoryTable);
      const mine = own.map(({ reported_at }) => reported_at.getTime());
      return { own, heat: burstOf(mine, times) * Math.log2(1 + own.length) };
    })
    .sort((a, b) => b.heat - a.heat)
    .slice(0, mostTopics);
}

let common: { tag: string; counts: Map<string, number>; total: number } | undefined;

/** How often words stand in the sentences of the responsibility list: what everybody says. */
function commonWords(matters: Matters, area: string) {
  if (common?.tag === matters.tag) return common;
  const sentences = matters.all(area).flatMap(({ name, said }) => [name, ...said]);
  common = { tag: matters.tag, counts: wordCounts(sentences.map(cutWords)), total: sentences.length };
  return common;
}

async function nameOf(ctx: Context, own: readonly StoryTable[], matters: Matters): Promise<string> {
  const texts: string[][] = [];
  for (const { region, case_id } of own.slice(0, mostNamed)) {
    const view = await seenCase(ctx, region, case_id);
    if (view) texts.push(cutWords(plainText(`${view.title}。${view.content}`)));
  }
  const { counts, total } = commonWords(matters, own[0]?.region ?? '');
  return topicName(texts, counts, total);
}

const tally = (values: readonly string[]) =>
  [...Map.groupBy(values, (value) => value)].map(([value, all]) => ({ value, count: all.length }));

const commonest = (values: readonly (string | null)[]): string | null =>
  tally(values.filter((value) => value !== null)).sort((a, b) => b.count - a.count)[0]?.value ?? null;

function topicOf(own: readonly StoryTable[], heat: number, matters: Matters, name: string): NewTopic {
  const times = own.map(({ reported_at }) => reported_at.getTime());
  const days = tally(own.map(({ reported_at }) => matters.dayOf(reported_at))).sort((a, b) => a.value.localeCompare(b.value));
  const streets = tally(own.flatMap(({ street_code }) => street_code ?? [])).sort((a, b) => b.count - a.count);
  return {
    heat,
    name,
    case_count: own.length,
    first_at: new Date(Math.min(...times)),
    last_at: new Date(Math.max(...times)),
    matter_code: commonest(own.map(({ matter_code }) => matter_code)),
    street_code: commonest(own.map(({ street_code }) => street_code)),
    case_ids: own.map(({ case_id }) => case_id),
    byDay: days.map(({ value, count }) => ({ day: value, count })),
    byStreet: streets.map(({ value, count }) => ({ code: value, count })),
  };
}

/** The hot topics of an officer's counties on a day, or the newest, the hottest first. */
export async function listTopics(ctx: Context, day: string | undefined): Promise<TopicList> {
  const [places, matters] = await Promise.all([placesOf(ctx), mattersOf(ctx)]);
  const rows = await selectTopics(ctx, day, mostTopics);
  return {
    days: await selectTopicDays(ctx, 14),
    topics: rows.map((row) => ({
      region: row.region,
      day: row.on_day,
      name: row.name,
      areaName: places.areaName(row.street_code ?? row.region),
      areas: row.by_street.map(({ code, count }) => ({ code, name: places.areaName(code), count })),
      byDay: row.by_day,
      matter: row.matter_code,
      matterName: row.matter_code ? (matters.matter(row.region, row.matter_code)?.name ?? null) : null,
      heat: row.heat,
      caseCount: row.case_count,
      openCount: row.open_count,
      firstAt: row.first_at.toISOString(),
      lastAt: row.last_at.toISOString(),
      madeAt: row.made_at.toISOString(),
      caseIds: row.case_ids,
    })),
  };
}

const recurringDays = 90;
const leastRecurring = { cases: 3, days: 2 };

/** The same problem at the same place again and again, in the last 90 days; the address where the officer may see one of its cases. */
export async function listRecurring(ctx: Context): Promise<RecurringList> {
  const [places, matters] = await Promise.all([placesOf(ctx), mattersOf(ctx)]);
  const rows = await selectRecurring(ctx, new Date(ctx.now.getTime() - recurringDays * dayMs), leastRecurring, mostTopics);
  const problems: RecurringList['problems'] = [];
  for (const row of rows) {
    const newest = row.case_ids[0] === undefined ? undefined : await seenCase(ctx, row.region, row.case_ids[0]);
    problems.push({
      region: row.region,
      address: newest?.address ?? null,
      areaName: places.areaName(row.street_code ?? row.region),
      matter: row.matter_code,
      matterName: matters.matter(row.region, row.matter_code)?.name ?? row.matter_code,
      dayCount: row.day_count,
      caseCount: row.case_count,
      badCount: row.bad_count,
      openCount: row.open_count,
      firstAt: row.first_at.toISOString(),
      lastAt: row.last_at.toISOString(),
      newestId: row.case_ids[0] ?? null,
    });
  }
  return { problems };
}
