import type { Appointment } from '#platform/context.ts';

/** Areas whose figures are kept; a grid is too small to say anything of a unit. */
export const appraisedLevels = ['city', 'county', 'street', 'community'] as const;
export type AppraisedLevel = (typeof appraisedLevels)[number];

/** An area whose figures are shown. */
export type Part = { readonly code: string; readonly level: AppraisedLevel };

/** The area as a part, or undefined when it is smaller than a community. There is one city a database: a province is seen as its city. */
export function partOf(area: { code: string; level: string }): Part | undefined {
  const level = area.level === 'province' ? 'city' : appraisedLevels.find((one) => one === area.level);
  return level && { code: area.code, level };
}

/** Codes below the city begin with the code of the area they lie in. */
export const liesIn = (inner: Part, outer: Part) => outer.level === 'city' || inner.code.startsWith(outer.code);

/** What an officer sees of appraisal: every unit in the areas of posts that read figures, and of his own units what they did anywhere. */
export type AppraisalSight = { readonly areas: readonly Part[]; readonly units: readonly string[] };

export function sightOf(appointments: readonly Appointment[]): AppraisalSight {
  const granting = (permission: string) => appointments.filter((held) => held.permissions.includes(permission));
  return {
    areas: granting('appraisal.read').flatMap((held) => partOf({ code: held.areaCode, level: held.areaLevel }) ?? []),
    units: [...new Set(granting('appraisal.contest').map((held) => held.unitId))],
  };
}

/** Whether the figures of every unit in an area may be seen. */
export const seesArea = (sight: AppraisalSight, part: Part): boolean => sight.areas.some((area) => liesIn(part, area));

/** Whether one of the posts rules on contests in an area. */
export const reviewsArea = (appointments: readonly Appointment[], part: Part): boolean =>
  appointments
    .filter((held) => held.permissions.includes('appraisal.review'))
    .some((held) => {
      const area = partOf({ code: held.areaCode, level: held.areaLevel });
      return area !== undefined && liesIn(part, area);
    });

/** Fewer ratings than this in one figure would tell who gave them. */
export const leastRatings = 5;

/**
 * Whether a figure of what reporters judged is kept back: from everyone but reviewers, where so few rated that a unit could tell who did (好差评: 评价人信息
 * 不得泄露). Nothing rated is nothing to hide.
 */
export const isWithheld = (count: number, isReviewer: boolean): boolean => !isReviewer && count > 0 && count < leastRatings;

/** Days after the end of a month in which its results may be contested. */
export const contestDays = 15;

/** A first contest is ruled by a reviewer who is not of the unit; a second, against a refusal, by a reviewer of the city. */
export type Recusal = 'own-unit' | 'not-higher';

export function mayRule(
  appointments: readonly Appointment[],
  contest: { unit: string; part: Part; instance: number },
): { may: true; unit: string } | { may: false; why: Recusal | 'not-reviewer' } {
  if (appointments.some(({ unitId }) => unitId === contest.unit)) return { may: false, why: 'own-unit' };
  const posts = appointments.filter((held) => reviewsArea([held], contest.part));
  const higher = contest.instance === 1 ? posts : posts.filter((held) => held.areaLevel === 'city' || held.areaLevel === 'province');
  const post = higher[0];
  if (post) return { may: true, unit: post.unitId };
  return { may: false, why: posts.length > 0 ? 'not-higher' : 'not-reviewer' };
}
