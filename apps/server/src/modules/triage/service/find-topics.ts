import { burstOf, groupsOf } from '@banyan/text-models';
import { type Context, type House, unitOfWork } from '#platform/context.ts';
import { mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import { unpackCompared } from '../comparing.ts';
import type { TopicList } from '../schema.ts';
import { newestTopicAt, replaceTopics, selectRecentStories, selectTopics } from '../store/topics.ts';
import type { StoryTable, TopicTable } from '../tables.ts';

const lookBackDays = 60;
const mostStories = 4_000;
const leastCases = 3;
const mostTopics = 20;
const dayMs = 86_400_000;
const renewMs = 3_600_000;

/** Finds anew the topics of the county whose topics are oldest, when they are older than an hour. Gives 1 when it did, else 0. */
export async function renewTopics(house: House, now: Date): Promise<number> {
  const places = await placesOf(house);
  const platform = { kind: 'platform' } as const;
  const counties = places.below(places.city.code).map(({ code }) => code);
  const due = await unitOfWork(house, platform, now, (ctx) => newestTopicAt(ctx, counties, new Date(now.getTime() - renewMs)));
  if (due === undefined) return 0;
  const since = new Date(now.getTime() - lookBackDays * dayMs);
  const stories = await unitOfWork(house, platform, now, (ctx) => selectRecentStories(ctx, due, since, mostStories));
  const topics = topicsOf(stories);
  await unitOfWork(house, platform, now, (ctx) => replaceTopics(ctx, due, topics));
  return 1;
}

type NewTopic = Omit<TopicTable, 'region' | 'place' | 'made_at'>;

function topicsOf(stories: readonly StoryTable[]): NewTopic[] {
  const times = stories.map(({ reported_at }) => reported_at.getTime());
  return groupsOf(stories.map(({ compared }) => unpackCompared(compared)))
    .filter(({ members }) => members.length >= leastCases)
    .map(({ members }) =>
      topicOf(
        members.map((row) => stories[row] as StoryTable),
        times,
      ),
    )
    .sort((a, b) => b.heat - a.heat)
    .slice(0, mostTopics);
}

function topicOf(own: readonly StoryTable[], all: readonly number[]): NewTopic {
  const times = own.map(({ reported_at }) => reported_at.getTime());
  return {
    heat: burstOf(times, all) * Math.log2(1 + own.length),
    case_count: own.length,
    first_at: new Date(Math.min(...times)),
    last_at: new Date(Math.max(...times)),
    matter_code: commonest(own.map(({ matter_code }) => matter_code)),
    street_code: commonest(own.map(({ street_code }) => street_code)),
    case_ids: own.map(({ case_id }) => case_id),
  };
}

function commonest(values: readonly (string | null)[]): string | null {
  const counts = Map.groupBy(
    values.filter((value) => value !== null),
    (value) => value,
  );
  return [...counts].sort((a, b) => b[1].length - a[1].length)[0]?.[0] ?? null;
}

/** The hot topics of an officer's counties, the hottest first. */
export async function listTopics(ctx: Context): Promise<TopicList> {
  const [places, matters] = await Promise.all([placesOf(ctx), mattersOf(ctx)]);
  const rows = await selectTopics(ctx, mostTopics);
  return {
    topics: rows.map((row) => ({
      region: row.region,
      areaName: places.areaName(row.street_code ?? row.region),
      matter: row.matter_code,
      matterName: row.matter_code ? (matters.matter(row.region, row.matter_code)?.name ?? null) : null,
      heat: row.heat,
      caseCount: row.case_count,
      firstAt: row.first_at.toISOString(),
      lastAt: row.last_at.toISOString(),
      madeAt: row.made_at.toISOString(),
      caseIds: row.case_ids,
    })),
  };
}
