import type { Context } from '#platform/context.ts';
import { forbidden } from '#platform/refusal.ts';
import { auditFormula } from '../law/audit-sample.ts';
import type { Part } from '../policy.ts';
import type { SecondLookQuery } from '../schema.ts';
import { selectDraw, selectDrawn } from '../store/audits.ts';
import { selectFlags } from '../store/flags.ts';
import { pageOf, pairIn } from './cursor.ts';
import { enter, enterUnit, knownMonth } from './sight.ts';

/** Reviewers alone look twice: of an area, or of one unit. The counties that are looked at, null for all of them. */
async function reviewerOf(ctx: Context, query: SecondLookQuery) {
  const sight = query.unit === undefined ? await enter(ctx, query.area) : await enterUnit(ctx, query.unit);
  if (!sight.isReviewer)
    throw forbidden('appraisal.not_reviewer', 'This is for reviewers of the area.', {
      permission: 'appraisal.review',
      area: sight.part.code,
    });
  return { ...sight, month: knownMonth(ctx, sight.matters, query.month), regions: regionsIn(sight.part) };
}

const regionsIn = ({ code, level }: Part) => (level === 'city' ? null : [code.slice(0, 6)]);

/** What deserves a second look in a month, each with the cases behind it. Facts: nothing is made of them but by a person. */
export async function listFlags(ctx: Context, query: SecondLookQuery) {
  const { places, month, regions } = await reviewerOf(ctx, query);
  const flags = await selectFlags(ctx, { on: month.on, regions, unit: query.unit, limit: query.limit ?? 100 });
  return { month: month.on.slice(0, 7), flags: flags.map((flag) => ({ ...flag, unitName: places.unitName(flag.unit) })) };
}

/** The month's audit: its seed and formula, and the cases that were drawn. */
export async function showAudit(ctx: Context, query: SecondLookQuery) {
  const { places, month, regions } = await reviewerOf(ctx, query);
  const { limit = 100 } = query;
  const draw = await selectDraw(ctx, month.on);
  const found = await selectDrawn(ctx, {
    on: month.on,
    regions,
    unit: query.unit,
    after: pairIn(query.cursor),
    limit: limit + 1,
  });
  const { shown, next } = pageOf(found, limit, (last) => [last.unit, last.lot]);
  return {
    month: month.on.slice(0, 7),
    draw: draw ? { seed: draw.seed, drawnAt: draw.drawnAt.toISOString(), caseCount: draw.caseCount } : null,
    formula: auditFormula,
    cases: shown.map((one) => ({ ...one, unitName: places.unitName(one.unit) })),
    next,
  };
}
