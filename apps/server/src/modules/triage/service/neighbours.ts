import { suggestFrom } from '@banyan/text-models';
import type { Context } from '#platform/context.ts';
import { cellsOf } from '../../places/index.ts';
import { alike, type Fingerprint, fingerprintOf, unpackCompared } from '../comparing.ts';
import { type AlikeRow, selectAlike, selectAlikeCases } from '../store.ts';
import { equipmentOf } from './equipment.ts';

/** The same complaint is looked for this far back and among this many candidates of each kind. */
const lookBackDays = 90;
const mostCandidates = 200;
const dayMs = 86_400_000;

export type Draft = {
  readonly title: string;
  readonly content: string;
  readonly region: string;
  readonly point?: { lat: number; lon: number };
};

export type Neighbours = { readonly count: number; readonly since: string | null; readonly likeness: number };

const queryOf = (ctx: Context, { region, point }: Draft, { bands }: Fingerprint) => ({
  region,
  bands,
  cell: point ? cellsOf(point).h3_8 : null,
  since: new Date(ctx.now.getTime() - lookBackDays * dayMs),
  most: mostCandidates,
});

const matching = <R extends AlikeRow>(rows: readonly R[], { compared }: Fingerprint) =>
  rows
    .map((row) => ({ row, likeness: alike(compared, unpackCompared(row.compared)) }))
    .filter(({ likeness }) => likeness >= suggestFrom)
    .sort((a, b) => b.likeness - a.likeness);

/** How many in the district reported the same lately, without saying who or what. */
export async function countNeighbours(ctx: Context, draft: Draft): Promise<Neighbours> {
  const { rarity } = await equipmentOf(ctx);
  const print = fingerprintOf(draft.title, draft.content, rarity);
  const found = matching(await selectAlike(ctx, queryOf(ctx, draft, print)), print);
  const since = found.reduce<Date | null>((first, { row }) => (first && first < row.reported_at ? first : row.reported_at), null);
  return { count: found.length, since: since?.toISOString() ?? null, likeness: found[0]?.likeness ?? 0 };
}

/** The cases of an officer's areas that are probably the same complaint, the likeliest first. */
export async function findNeighbours(ctx: Context, draft: Draft, except: string) {
  const { rarity } = await equipmentOf(ctx);
  const print = fingerprintOf(draft.title, draft.content, rarity);
  return matching(await selectAlikeCases(ctx, queryOf(ctx, draft, print)), print)
    .filter(({ row }) => row.case_id !== except)
    .slice(0, 20)
    .map(({ row, likeness }) => ({ caseId: row.case_id, reportedAt: row.reported_at.toISOString(), likeness }));
}
