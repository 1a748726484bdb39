import type { Context } from '#platform/context.ts';
import { mattersOf } from '../../matters/index.ts';
import { flagRules } from '../law/anomalies.ts';
import { auditFormula, auditLeast, auditShare } from '../law/audit-sample.ts';
import { formulaVersion, measures } from '../law/measures.ts';
import { minimumSample } from '../law/ranking.ts';
import { scorecardsOn } from '../law/scorecard.ts';
import { contestDays, leastRatings } from '../policy.ts';
import type { MethodAnswer } from '../schema.ts';
import { rulesOf } from '../store/catalogue.ts';
import { knownMonth } from './sight.ts';

const intervals = {
  wilson: 'Wilson (1927), J. Am. Stat. Assoc. 22, 209–212; z = 1.96',
  shrunk:
    '(met + mean·weight) ÷ (count + weight); prior of the peers by moments, Kleinman (1973), J. Am. Stat. Assoc. 68, 46–54; Casella (1985), The American Statistician 39, 83–87',
  rank: '1 + peers whose low bound lies above the high bound',
};

/** How it is counted, for anyone to read: formulas with sources and versions, weights, groups of peers, grounds, the draw, the numbers of the flags. */
export async function showMethod(ctx: Context, asked?: string): Promise<MethodAnswer> {
  const [matters, rules] = await Promise.all([mattersOf(ctx), rulesOf(ctx)]);
  const { on } = knownMonth(ctx, matters, asked);
  return {
    formulaVersion,
    minimumSample,
    leastRatings,
    contestDays,
    measures: measures.map(({ family: _, ...measure }) => ({ ...measure })),
    intervals,
    scorecards: scorecardsOn(rules.scorecard, on).map(({ post, version, weights }) => ({ post, version, weights: [...weights] })),
    groups: rules.groups.map(({ areas, ...group }) => ({ ...group, areas: [...areas] })),
    grounds: rules.grounds.map(({ measures: of, ...ground }) => ({ ...ground, measures: [...of] })),
    audit: { formula: auditFormula, share: auditShare, least: auditLeast },
    flags: { ...flagRules },
  };
}
