import { type Context, newId } from '#platform/context.ts';
import { growCluster, insertCluster, selectClustersOf } from '../store/clusters.ts';
import { findNeighbours } from './neighbours.ts';

/** From this many reports of one complaint a cluster is proposed; to an accepted one each further report is proposed by itself. */
const leastCases = 3;

type Read = { readonly region: string; readonly id: string; readonly title: string; readonly content: string };
type Where = { readonly point?: { lat: number; lon: number }; readonly matter: string | null };

/**
 * Puts a report that was just read to the cluster of its neighbours, or proposes a new one with them. What a person declined is not proposed again
 * for the same cases.
 */
export async function formCluster(ctx: Context, { region, id, title, content }: Read, { point, matter }: Where) {
  const near = await findNeighbours(ctx, { title, content, region, ...(point ? { point } : {}) }, id);
  const ids = near.map(({ caseId }) => caseId);
  if (ids.length === 0) return;
  const known = await selectClustersOf(ctx, region, ids);
  const waiting = known.find(({ state }) => state === 'proposed');
  if (waiting) return growCluster(ctx, waiting, id);
  const accepted = known.find(({ state }) => state === 'accepted');
  const declined = new Set(known.filter(({ state }) => state === 'declined').flatMap(({ case_ids }) => case_ids));
  const fresh = accepted ? accepted.case_ids.slice(0, 1) : ids.filter((one) => !declined.has(one));
  if (!accepted && fresh.length + 1 < leastCases) return;
  await insertCluster(ctx, { region, id: newId(ctx.now), matter_code: matter, case_ids: [...fresh, id] });
}
