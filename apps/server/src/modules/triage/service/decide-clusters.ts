import type { Context } from '#platform/context.ts';
import { notFound, Refusal } from '#platform/refusal.ts';
import { actOnCase, type CaseView, viewCase } from '../../cases/index.ts';
import { mattersOf } from '../../matters/index.ts';
import type { ClusterDecided, ClusterList } from '../schema-desk.ts';
import { decideCluster, lockWaiting, selectWaiting } from '../store/clusters.ts';

const mostClusters = 20;
const mostShown = 12;

/** A case that the officer may see, or undefined. */
export const seenCase = (ctx: Context, region: string, id: string): Promise<CaseView | undefined> =>
  viewCase(ctx, region, id).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined;
    throw error;
  });

const seenCases = async (ctx: Context, region: string, ids: readonly string[]) => {
  const views: CaseView[] = [];
  for (const id of ids) {
    const view = await seenCase(ctx, region, id);
    if (view) views.push(view);
  }
  return views.sort((a, b) => a.reportedAt.localeCompare(b.reportedAt));
};

const mayJoin = ({ actions }: CaseView) => actions.some(({ action }) => action === 'join');
const isOpen = ({ state }: CaseView) =>
  !['joined', 'closed', 'rejected', 'withdrawn', 'terminated', 'judging', 'rectifying', 'confirming'].includes(state);

/** The lead is the first report that is still open, before all one that already leads. */
const leadOf = (views: readonly CaseView[]): CaseView | undefined => {
  const open = views.filter(isOpen);
  return open.find(({ followerCount }) => followerCount > 0) ?? open[0];
};

export const briefOf = (view: CaseView) => ({
  id: view.id,
  number: view.number,
  title: view.title,
  content: view.content.slice(0, 160),
  state: view.state,
  areaName: view.areaName,
  reportedAt: view.reportedAt,
  joinedTo: view.joinedTo,
});

/** The clusters that wait for a person, each with its lead and the reports that would join it. */
export async function listClusters(ctx: Context): Promise<ClusterList> {
  const matters = await mattersOf(ctx);
  const clusters: ClusterList['clusters'] = [];
  for (const row of await selectWaiting(ctx, mostClusters)) {
    const views = await seenCases(ctx, row.region, row.case_ids.slice(0, mostShown));
    const lead = leadOf(views);
    if (!lead || views.length < 2) continue;
    clusters.push({
      region: row.region,
      id: row.id,
      formedAt: row.formed_at.toISOString(),
      matterName: row.matter_code ? (matters.matter(row.region, row.matter_code)?.name ?? null) : null,
      caseCount: row.case_ids.length,
      leadId: lead.id,
      cases: views.map((view) => ({ ...briefOf(view), mayJoin: view.id !== lead.id && mayJoin(view) })),
    });
  }
  return { clusters };
}

const officerId = ({ actor }: Context) => (actor.kind === 'officer' ? actor.accountId : null);

async function held(ctx: Context, region: string, id: string) {
  const row = await lockWaiting(ctx, region, id);
  if (!row) throw notFound('case_cluster');
  const views = await seenCases(ctx, region, row.case_ids);
  if (views.length === 0) throw notFound('case_cluster');
  return { row, views };
}

/**
 * Accepts a cluster: every report that the law lets join (received, not led by others, not joined twice) joins the lead, in one unit of work; the others
 * stay as they are and are named. Refuses a cluster that is unknown or decided.
 */
export async function acceptCluster(ctx: Context, region: string, id: string, note: string): Promise<ClusterDecided> {
  const { row, views } = await held(ctx, region, id);
  const lead = leadOf(views);
  const joined: string[] = [];
  for (const view of views) {
    if (!lead || view.id === lead.id || !mayJoin(view)) continue;
    await actOnCase(ctx, region, view.id, 'join', { into: lead.number, note, version: view.version });
    joined.push(view.number);
  }
  await decideCluster(ctx, row, 'accepted', { by: officerId(ctx), ...(lead ? { lead: lead.id } : {}) });
  const left = views.filter(({ id: one, number }) => one !== lead?.id && !joined.includes(number)).map(({ number }) => number);
  return { lead: lead?.number ?? null, joined, left };
}

/** Declines a cluster; its cases are not proposed together again. */
export async function declineCluster(ctx: Context, region: string, id: string): Promise<ClusterDecided> {
  const { row, views } = await held(ctx, region, id);
  await decideCluster(ctx, row, 'declined', { by: officerId(ctx) });
  return { lead: null, joined: [], left: views.map(({ number }) => number) };
}
