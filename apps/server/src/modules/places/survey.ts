import { createHash } from 'node:crypto';
import { type Actor, type Context, newId } from '#platform/context.ts';
import { conflict, forbidden, unprocessable } from '#platform/refusal.ts';
import type { Catalogue } from './catalogue.ts';
import { cutBack } from './cut-back.ts';
import type { Boundary } from './geometry/boundary.ts';
import type { CoordinateSystem } from './geometry/coordinate-system.ts';
import { faultOfGridCode } from './geometry/grid-code.ts';
import { type ImportSettings, importBoundaries } from './geometry/import-boundaries.ts';
import { checkTopology, type Gap } from './geometry/topology.ts';
import { coversArea } from './policy.ts';
import { tagOf } from './service.ts';
import { type BoundaryRow, lockSurveys, type NewArea, selectRows, writeSurvey } from './store.ts';

export type SurveySettings = ImportSettings & { readonly system: CoordinateSystem; readonly toleranceShare: number };

type Problem = { featureIndex: number | null; code: string | null; reason: string; detail: string };

/** A survey that passed every check, ready to be kept. */
export type Survey = {
  readonly format: string;
  readonly system: string;
  readonly checksum: string;
  readonly newAreas: readonly NewArea[];
  readonly boundaries: readonly Omit<BoundaryRow, 'survey_id'>[];
  readonly cut: readonly Omit<BoundaryRow, 'survey_id'>[];
  readonly report: { boundaries: number; newAreas: number; cutBack: number; gaps: Gap[] };
};

/**
 * Checks a file of surveyed boundaries against the catalogue: readable features, known codes, sound rings, no overlap, nothing outside its parent.
 * Refuses with all problems at once (`place.topology`), or when an area is not the actor's to import (`place.not_yours`). Pure: may take seconds
 * for a whole city, so it runs outside any transaction.
 */
export function checkSurvey(catalogue: Catalogue, actor: Actor, text: string, settings: SurveySettings): Survey {
  const read = importBoundaries(text, settings);
  const given = new Set(read.boundaries.map(({ code }) => code));
  // Surveyed neighbours take part in the check, so that a new boundary cannot run into a settled one.
  const settled = catalogue.boundaries
    .filter((boundary) => boundary.surveyed && !given.has(boundary.code))
    .map((boundary) => ({ ...boundary, name: '', featureIndex: -1 }));
  const parents = new Map(
    catalogue.boundaries
      .filter((boundary) => !boundary.approximate && !given.has(boundary.code))
      .map(({ code, polygons }) => [code, polygons]),
  );
  const topology = checkTopology([...settled, ...read.boundaries], {
    parents,
    knownCodes: new Set(catalogue.areas.keys()),
    toleranceShare: settings.toleranceShare,
  });
  const problems = [
    ...read.problems,
    ...read.boundaries.flatMap((boundary) => codeProblems(catalogue, boundary)),
    ...topology.problems,
  ].map(told);
  if (problems.length === 0 && read.boundaries.length === 0)
    problems.push({ featureIndex: null, code: null, reason: 'file.empty', detail: 'The file holds no boundary.' });
  if (problems.length > 0)
    throw unprocessable('place.topology', `The file has ${problems.length} problems. Nothing was changed.`, {
      problems: problems.slice(0, 1000),
      problemCount: problems.length,
    });
  refuseOthers(catalogue, actor, read.boundaries);
  const newAreas = read.boundaries
    .filter(({ code }) => !catalogue.areas.get(code))
    .map((boundary) => newAreaOf(catalogue, boundary, read.boundaries));
  const cut = cutBack(catalogue.boundaries, read.boundaries);
  const touched = new Set(read.boundaries.map(({ parent, level }) => parent ?? level));
  return {
    format: settings.format,
    system: settings.system,
    checksum: createHash('sha256').update(text).digest('hex'),
    newAreas,
    boundaries: read.boundaries.map(rowOf),
    cut: cut.map(rowOf),
    report: {
      boundaries: read.boundaries.length,
      newAreas: newAreas.length,
      cutBack: cut.length,
      gaps: topology.gaps.filter(({ parent }) => touched.has(parent)),
    },
  };
}

const told = ({ featureIndex, code, reason, detail }: Problem): Problem => ({
  featureIndex: featureIndex === -1 ? null : featureIndex,
  code,
  reason,
  detail,
});

const rowOf = ({ code, level, approximate, polygons }: Pick<Boundary, 'code' | 'level' | 'approximate' | 'polygons'>) => ({
  area_code: code,
  level,
  approximate,
  coordinates: JSON.stringify(polygons),
});

/** Counties and streets come with the pack, because offices hang on them; a survey may bring new communities and grids. */
function codeProblems(catalogue: Catalogue, { featureIndex, code, level }: Boundary): Problem[] {
  const gridFault = level === 'grid' ? faultOfGridCode(code) : null;
  if (gridFault) return [{ featureIndex, code, reason: 'code.malformed', detail: `${code} is no grid code: ${gridFault}.` }];
  if ((level === 'county' || level === 'street') && !catalogue.areas.has(code))
    return [{ featureIndex, code, reason: 'area.unknown', detail: `The pack has no ${level} ${code}; add it there first.` }];
  return [];
}

function newAreaOf(catalogue: Catalogue, { code, name, level, parent }: Boundary, others: readonly Boundary[]): NewArea {
  const pathOf = (at: string | null): string => {
    if (at === null) return '/';
    const known = catalogue.areas.get(at);
    return known ? known.path : `${pathOf(others.find((other) => other.code === at)?.parent ?? null)}${at}/`;
  };
  return { code, name: name || code, name_en: name || code, level, parent, path: pathOf(code), source: 'survey', status: 'listed' };
}

function refuseOthers(catalogue: Catalogue, actor: Actor, boundaries: readonly Boundary[]) {
  const posts = actor.kind === 'officer' ? actor.appointments.filter((held) => held.permissions.includes('places.import')) : [];
  const mine = (code: string) => {
    const nearest = [code, code.slice(0, 12), code.slice(0, 9)].find((one) => catalogue.areas.has(one)) ?? code;
    return posts.some((held) => coversArea(catalogue, held.areaCode, nearest));
  };
  const others = boundaries.map(({ code }) => code).filter((code) => !mine(code));
  if (others.length > 0)
    throw forbidden('place.not_yours', 'The file holds areas outside those of your posts.', { areas: others.slice(0, 100) });
}

/** Keeps a checked survey. Refuses when the catalogue has changed since the check (`request.lost_race`). */
export async function keepSurvey(ctx: Context, tag: string, survey: Survey) {
  await lockSurveys(ctx);
  if (tagOf(await selectRows(ctx.tx)) !== tag)
    throw conflict('request.lost_race', 'The boundaries were changed while this file was checked. Import it again.');
  if (ctx.actor.kind !== 'officer') throw forbidden('access.other_kind', 'This is for officers only.');
  const id = newId(ctx.now);
  const record = {
    id,
    imported_at: ctx.now,
    imported_by: ctx.actor.accountId,
    format: survey.format,
    coordinate_system: survey.system,
    boundary_count: survey.boundaries.length,
    checksum: survey.checksum,
  };
  const surveyed = survey.boundaries.map((row) => ({ ...row, survey_id: id }));
  await writeSurvey(ctx, record, survey.newAreas, [...surveyed, ...survey.cut.map((row) => ({ ...row, survey_id: null }))]);
  return { ...survey.report, survey: id };
}
