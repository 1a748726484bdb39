import { type Context, newId } from '#platform/context.ts';
import { conflict, forbidden, notFound, unprocessable } from '#platform/refusal.ts';
import { type MeasureName, measureOf } from '../law/measures.ts';
import { monthOf } from '../months.ts';
import { contestDays, mayRule } from '../policy.ts';
import type { ContestInput, ContestView, RulingInput } from '../schema.ts';
import type { Ground } from '../store/catalogue.ts';
import { type Contest, insertContest, insertRuling, selectContest, selectContestsOf } from '../store/contests.ts';
import { markStale, setMonth } from '../store/months.ts';
import { selectResults } from '../store/results.ts';
import { enterUnit, heldBy, knownMonth, type Sight } from './sight.ts';

const dayMs = 86_400_000;

function knownGround({ rules }: Pick<Sight, 'rules'>, code: string, measure: MeasureName): Ground {
  const allowed = rules.grounds.filter(({ measures }) => measures.includes(measure));
  const ground = allowed.find((one) => one.code === code);
  if (ground) return ground;
  throw unprocessable('contest.ground_unknown', `"${code}" is no ground on which a result of this measure may be set aside.`, {
    allowed: allowed.map((one) => one.code),
  });
}

/** Refuses what nobody can contest: a good result, a number without cases. A result is bad where a high rate is good and it was not met, or the reverse. */
const badResult = (measure: MeasureName): boolean => measureOf(measure).good === 'low';

/**
 * A unit contests one result: one case, one measure, of a month. Refuses: a unit that is not the actor's (`appraisal.unit_not_yours`), after the time to
 * contest (`contest.too_late`), a result that does not stand against the unit (`result.unknown`), a ground that is not on the pack's list
 * (`contest.ground_unknown`), a second contest before the first was refused (`contest.already_made`).
 */
export async function contestResult(ctx: Context, input: ContestInput): Promise<ContestView> {
  const sight = await enterUnit(ctx, input.unit);
  if (!sight.isOwn || ctx.actor.kind !== 'officer')
    throw forbidden('contest.other_unit', 'A result is contested by the unit it stands against.', { unit: input.unit });
  const month = knownMonth(ctx, sight.matters, input.month);
  if (ctx.now.getTime() > month.until.getTime() + contestDays * dayMs)
    throw conflict('contest.too_late', `Results of ${input.month} could be contested until ${contestDays} days after its end.`, {
      days: contestDays,
    });
  knownGround(sight, input.ground, input.measure);
  await setMonth(ctx, month);
  const [result] = await selectResults(ctx, {
    unit: input.unit,
    measure: input.measure,
    met: badResult(input.measure),
    caseId: input.caseId,
    limit: 1,
  });
  if (!result) throw notFound('result');
  const of = { region: result.region, caseId: result.caseId, unit: input.unit, measure: input.measure };
  const before = await selectContestsOf(ctx, of);
  const contest = {
    ...of,
    id: newId(ctx.now),
    on: month.on,
    number: result.number,
    instance: before.length + 1,
    ground: input.ground,
    note: input.note,
    contestedAt: ctx.now,
    contestedBy: ctx.actor.accountId,
  };
  const isOpen = before.some(({ granted }) => granted !== false);
  if (isOpen || before.length > 1 || !(await insertContest(ctx, contest)))
    throw conflict(
      'contest.already_made',
      'This result is contested already. Against a refusal it may be contested once more, and the city rules.',
      {},
    );
  return viewOf(sight, { ...contest, granted: null, rulingGround: null, reason: null, ruledAt: null, rulingUnit: null });
}

/**
 * A reviewer rules on a contest, once, with the rule and his reason. A granted one sets the result aside: it leaves both numbers of the rate, and stays
 * listed. Refuses a reviewer of the unit itself (`ruling.own_unit`), one below the city on a second contest (`ruling.not_higher`), and a second ruling
 * (`ruling.already_made`).
 */
export async function ruleOnContest(ctx: Context, region: string, id: string, input: RulingInput): Promise<ContestView> {
  const contest = await selectContest(ctx, region, id);
  if (!contest || ctx.actor.kind !== 'officer') throw notFound('contest');
  const sight = await enterUnit(ctx, contest.unit).catch(() => undefined);
  if (!sight) throw notFound('contest');
  const ruler = mayRule(heldBy(ctx), { unit: contest.unit, part: sight.part, instance: contest.instance });
  if (!ruler.may) throw refusedRuler(ruler.why);
  const ground = knownGround(sight, input.ground, contest.measure as MeasureName);
  const ruling = {
    region,
    contest_id: id,
    unit_id: contest.unit,
    granted: input.granted,
    ground: ground.code,
    reason: input.reason,
    ruled_at: ctx.now,
    ruled_by: ctx.actor.accountId,
    ruling_unit: ruler.unit,
  };
  if (contest.granted !== null || !(await insertRuling(ctx, ruling)))
    throw conflict('ruling.already_made', 'This contest has been ruled on already.', {});
  if (input.granted) await markStale(ctx, [monthOf(sight.matters, contest.on).on]);
  return viewOf(sight, {
    ...contest,
    granted: ruling.granted,
    rulingGround: ground.code,
    reason: ruling.reason,
    ruledAt: ctx.now,
    rulingUnit: ruler.unit,
  });
}

function refusedRuler(why: 'own-unit' | 'not-higher' | 'not-reviewer') {
  if (why === 'own-unit') return forbidden('ruling.own_unit', 'Nobody rules on a contest of his own unit.');
  if (why === 'not-higher') return forbidden('ruling.not_higher', 'A second contest is ruled by a reviewer of the city.');
  return notFound('contest');
}

/** A contest as its unit and its reviewers read it: what was asked, on which ground, and the ruling with its rule. */
export function viewOf({ places, rules }: Pick<Sight, 'places' | 'rules'>, contest: Contest): ContestView {
  const groundOf = (code: string) => {
    const { zh = code, en = code, rule = '', source = '' } = rules.grounds.find((one) => one.code === code) ?? {};
    return { code, zh, en, rule, source };
  };
  return {
    region: contest.region,
    id: contest.id,
    month: contest.on.slice(0, 7),
    caseId: contest.caseId,
    number: contest.number,
    unit: contest.unit,
    unitName: places.unitName(contest.unit),
    measure: contest.measure as MeasureName,
    instance: contest.instance,
    ground: groundOf(contest.ground),
    note: contest.note,
    contestedAt: contest.contestedAt.toISOString(),
    ruling:
      contest.granted === null || contest.ruledAt === null
        ? null
        : {
            granted: contest.granted,
            ground: groundOf(contest.rulingGround ?? ''),
            reason: contest.reason ?? '',
            ruledAt: contest.ruledAt.toISOString(),
            rulingUnit: places.unitName(contest.rulingUnit ?? ''),
          },
  };
}
