import { hashesOf, keyOfView, standardViews } from '@banyan/text-models';
import type { Context } from '#platform/context.ts';
import { viewCase } from '../../cases/index.ts';
import { cellsOf } from '../../places/index.ts';
import { fingerprintOf, packCompared } from '../comparing.ts';
import { documentOf } from '../reading.ts';
import { spotOf } from '../spot.ts';
import { confirmProposal, insertLesson, insertProposal, insertStory } from '../store.ts';
import { equipmentOf } from './equipment.ts';
import { formCluster } from './form-clusters.ts';
import { propose } from './propose.ts';

export type CaseRef = { readonly region: string; readonly id: string };

/** Proposes for a case that was reported and keeps what it is compared by. Run as the platform, after the report. */
export async function readCase(ctx: Context, { region, id }: CaseRef) {
  const view = await viewCase(ctx, region, id);
  const { proposed, modelVersion, modelArea } = await propose(ctx, { title: view.title, content: view.content, areaCode: view.area });
  await insertProposal(ctx, { region, case_id: id, model_version: modelVersion, model_area: modelArea, proposed });
  const { rarity } = await equipmentOf(ctx);
  const { bands, compared } = fingerprintOf(view.title, view.content, rarity);
  await insertStory(ctx, {
    region,
    case_id: id,
    reported_at: new Date(view.reportedAt),
    area_code: view.area,
    street_code: view.area.length >= 9 ? view.area.slice(0, 9) : null,
    h3_8: view.point ? cellsOf(view.point).h3_8 : null,
    matter_code: view.matter?.code ?? null,
    bands: [...bands],
    compared: packCompared(compared),
    spot: spotOf(view.point, view.address),
  });
  const matter = view.matter?.code ?? proposed.matters[0]?.code ?? null;
  await formCluster(ctx, view, { matter, ...(view.point ? { point: view.point } : {}) });
}

export type Confirmed = CaseRef & { readonly by: string | null };

/** Learns the matter under which a person dispatched a case. A case without a matter teaches nothing. */
export async function learnCase(ctx: Context, { region, id, by }: Confirmed) {
  const view = await viewCase(ctx, region, id);
  if (!view.matter) return;
  await confirmProposal(ctx, region, id, view.matter.code, by);
  const features = hashesOf(documentOf(view.title, view.content), standardViews);
  await insertLesson(ctx, {
    region,
    case_id: id,
    at: ctx.now,
    matter_code: view.matter.code,
    nature: view.nature,
    features: packFeatures(features),
  });
}

/** Hashes by view as bytes: how many of each view, then all of them. */
export function packFeatures(features: ReadonlyMap<string, Int32Array>): Buffer {
  const lists = standardViews.map((view) => features.get(keyOfView(view)) ?? new Int32Array(0));
  const head = Int32Array.from(lists, ({ length }) => length);
  return Buffer.concat([head, ...lists].map((list) => Buffer.from(list.buffer, list.byteOffset, list.byteLength)));
}

export function unpackFeatures(packed: Buffer): Map<string, Int32Array> {
  const all = new Int32Array(Uint8Array.from(packed).buffer);
  let at = standardViews.length;
  return new Map(
    standardViews.map((view, place) => {
      const count = all[place] ?? 0;
      const list = all.slice(at, at + count);
      at += count;
      return [keyOfView(view), list] as const;
    }),
  );
}
