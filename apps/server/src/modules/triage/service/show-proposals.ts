import { plainText } from '@banyan/text-models';
import type { Context } from '#platform/context.ts';
import { type CaseView, viewCase } from '../../cases/index.ts';
import { mattersOf } from '../../matters/index.ts';
import { type Places, placesOf } from '../../places/index.ts';
import type { Proposed } from '../proposed.ts';
import type { CaseProposal, DraftInput, DraftProposal } from '../schema.ts';
import { alarmIn, selfTelling } from '../signs.ts';
import { selectProposal } from '../store.ts';
import { briefOf, seenCase } from './decide-clusters.ts';
import { countNeighbours, findNeighbours } from './neighbours.ts';
import { propose } from './propose.ts';

/** A proposal with the names that a page shows. */
async function named(ctx: Context, { matters: chosen, places: found, leadUnit, ...rest }: Proposed, areaCode: string) {
  const [places, matters] = await Promise.all([placesOf(ctx), mattersOf(ctx)]);
  return {
    ...rest,
    leadUnit,
    leadUnitName: leadUnit === null ? null : places.unitName(leadUnit),
    matters: chosen.flatMap(({ code, probability }) => {
      const matter = matters.matter(areaCode, code);
      if (!matter) return [];
      const unit = places.leadUnits(areaCode, matter)[0] ?? null;
      return [
        { code, name: matter.name, category: matter.category, probability, leadUnit: unit, leadUnitName: unit && places.unitName(unit) },
      ];
    }),
    places: found.map(({ code, probability }) => ({ code, name: places.areaName(code), probability })),
  };
}

const noNeighbours = { count: 0, since: null };

/** The area that a draft is about, as far as it is told: by name, by point, or not. */
function areaOf(places: Places, { area, point }: DraftInput): string | undefined {
  if (area !== undefined && places.area(area)) return area;
  return point ? places.locate(point)?.county : undefined;
}

async function neighboursOf(ctx: Context, { title = '', content, point }: DraftInput, region: string | undefined) {
  if (region === undefined) return noNeighbours;
  const { count, since } = await countNeighbours(ctx, { title, content, region, ...(point ? { point } : {}) });
  return { count, since };
}

/** What is proposed while somebody writes: also whom to call at once, what tells who writes, and how many neighbours wrote the same. Nothing is kept. */
export async function proposeDraft(ctx: Context, draft: DraftInput): Promise<DraftProposal> {
  const { title = '', content } = draft;
  const places = await placesOf(ctx);
  const areaCode = areaOf(places, draft);
  const { proposed } = await propose(ctx, { title, content, ...(areaCode === undefined ? {} : { areaCode }) });
  const text = `${plainText(title)}。${plainText(content)}`;
  const county = areaCode ?? proposed.places.find(({ code }) => code.length === 6)?.code;
  return {
    ...(await named(ctx, proposed, areaCode ?? places.city.code)),
    alarm: alarmIn(text) ?? null,
    selfTelling: selfTelling(text),
    neighbours: await neighboursOf(ctx, draft, county?.slice(0, 6)),
  };
}

const mostBriefs = 5;

async function withBriefs(ctx: Context, region: string, near: Awaited<ReturnType<typeof findNeighbours>>) {
  const briefs: CaseProposal['neighbours'] = [];
  for (const [place, one] of near.entries()) {
    const view = place < mostBriefs ? await seenCase(ctx, region, one.caseId) : undefined;
    briefs.push({ ...one, brief: view ? briefOf(view) : null });
  }
  return briefs;
}

/** A case that was not read yet, or came in with a history, is proposed for when it is looked at; nothing is kept. */
async function madeNow(ctx: Context, { title, content, area }: CaseView) {
  const { proposed, modelVersion } = await propose(ctx, { title, content, areaCode: area });
  return { proposed, model_version: modelVersion };
}

/** What was proposed for a case, for its desk, with the cases that are probably the same. Refuses a case that is not the officer's to see. */
export async function showProposal(ctx: Context, region: string, id: string): Promise<CaseProposal> {
  const view = await viewCase(ctx, region, id);
  const row = await selectProposal(ctx, region, id);
  const made = row ?? (await madeNow(ctx, view));
  const draft = { title: view.title, content: view.content, region, ...(view.point ? { point: view.point } : {}) };
  return {
    ...(await named(ctx, made.proposed, view.area)),
    region,
    caseId: id,
    madeAt: row?.made_at.toISOString() ?? null,
    modelVersion: made.model_version,
    confirmedMatter: row?.confirmed_matter ?? null,
    mayMerge: view.actions.some(({ action }) => action === 'join'),
    neighbours: await withBriefs(ctx, region, await findNeighbours(ctx, draft, id)),
  };
}
