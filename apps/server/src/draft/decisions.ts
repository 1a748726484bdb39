import type { AreaDraft } from './area-tree.ts';
import { firmRows } from './choose-lead.ts';
import type { MatterDraft } from './choose-matters.ts';
import type { Draft } from './draft.ts';
import { middleBox, overlapOf } from './same-place.ts';
import { sumOf } from './tally.ts';
import { longestStep } from './wall-clock.ts';

/** What a person must decide before a drafted pack is used, counted. Pure. */

export type Decision = { what: string; count: number; why: string; examples: string[] };

const shown = 10;

const firstOf = <T>(list: readonly T[], tell: (one: T) => string): string[] => list.slice(0, shown).map(tell);

export const mattersOf = (draft: Draft): MatterDraft[] => draft.categories.flatMap(({ matters }) => matters);

/** Open questions in the order in which they are best settled; those with nothing to decide are left out. */
export function decisionsOf(draft: Draft): Decision[] {
  const all = [...areaDecisions(draft), ...leadDecisions(draft), ...limitDecisions(draft), ...dataDecisions(draft)];
  return all.filter(({ count }) => count > 0);
}

function areaDecisions({ areas, zone }: Draft): Decision[] {
  const nameOf = new Map(areas.areas.map((area) => [area.code, area.name]));
  const joined = areas.groups.filter((group) => group.exports.length > 1);
  const bare = areas.areas.filter((area) => area.point === undefined);
  return [
    {
      what: 'Time zone',
      count: zone.why === 'given' ? 0 : 1,
      why: `${zone.zone} was ${zoneWhy[zone.why]}; give it with --zone or correct pack.json.`,
      examples: [],
    },
    {
      what: 'Names and codes of areas',
      count: areas.areas.length,
      why: 'Codes 9901… are placeholders and names are those of the export.',
      examples: [],
    },
    {
      what: 'Exports taken for one place',
      count: joined.length,
      why: 'Their points or districts coincide, so they count as one.',
      examples: firstOf(joined, (group) => `${group.name}: ${group.exports.map((one) => one.name).join(', ')}`),
    },
    {
      what: 'Exports that may be of one place',
      count: areas.unclear.length,
      why: 'One lies within the other but their names share nothing; they were kept apart.',
      examples: firstOf(areas.unclear, ([one, other]) => `${one} and ${other}`),
    },
    {
      what: 'Ambiguous areas',
      count: areas.ambiguous.length,
      why: 'Their rows lie in several districts; they were put under the most frequent one.',
      examples: firstOf(
        areas.ambiguous,
        (one) => `${one.name} under ${nameOf.get(one.chosen) ?? one.chosen}: ${one.inChosen} of ${one.rows} rows, ${one.places} districts`,
      ),
    },
    {
      what: 'Areas without a point',
      count: bare.length,
      why: 'No row of theirs has a usable point.',
      examples: firstOf(bare, (area) => area.name),
    },
    {
      what: 'Names seen too rarely to be areas',
      count: areas.rare.jurisdictions + areas.rare.districts + areas.rare.neighborhoods + areas.beyond,
      why: `Seen fewer than 3 times (${areas.rare.jurisdictions} jurisdictions, ${areas.rare.districts} districts, ${areas.rare.neighborhoods} neighbourhoods), or more than codes can number (${areas.beyond}).`,
      examples: [],
    },
  ];
}

const zoneWhy = {
  given: 'given',
  language: 'taken from the language of the requests',
  nearest: 'guessed from the middle of the points',
  unknown: 'taken for want of points',
} as const;

function leadDecisions(draft: Draft): Decision[] {
  const { kinds, list } = draft;
  const matters = mattersOf(draft);
  const bare = matters.filter(({ lead }) => lead.withAgency === 0);
  const partly = matters.filter(({ lead }) => lead.withAgency > 0 && lead.withAgency < lead.rows);
  const exceptions = matters.filter(({ lead }) => lead.exceptions.length > 0);
  const tell = (matter: MatterDraft) => `${matter.code} ${matter.name}: ${matter.rows} rows`;
  return [
    {
      what: 'Matters without an agency',
      count: bare.length,
      why: 'No row names who handled them; the service desk leads.',
      examples: firstOf(bare, tell),
    },
    {
      what: 'Matters with an agency in some rows only',
      count: partly.length,
      why: 'The agency of the other rows leads.',
      examples: firstOf(partly, (matter) => `${tell(matter)}, ${matter.lead.withAgency} with an agency`),
    },
    {
      what: 'Matters that other counties give to another agency',
      count: exceptions.length,
      why: 'Kept as exceptions in responsibility.csv.',
      examples: firstOf(exceptions, (matter) => `${matter.code} ${matter.name}: ${matter.lead.exceptions.length} counties`),
    },
    {
      what: 'Agencies without a kind of their own',
      count: kinds.beyond.names,
      why: `Only the 300 most frequent became kinds; ${kinds.beyond.rows} rows fall to the service desk.`,
      examples: [],
    },
    {
      what: 'Types folded into the general matter',
      count: list.folded.types,
      why: `Seen fewer than ${list.leastRows.freeText} times where the column is free text${list.leastRows.elsewhere > 1 ? `, ${list.leastRows.elsewhere} elsewhere` : ''}; ${list.folded.rows} rows.`,
      examples: [],
    },
    {
      what: 'Legal grounds, filing and closing conditions',
      count: matters.length,
      why: 'An export tells none; all are `to be confirmed`.',
      examples: [],
    },
  ];
}

function limitDecisions(draft: Draft): Decision[] {
  const matters = mattersOf(draft);
  const observed = matters.filter(({ handle }) => handle.source === 'observed');
  const few = observed.filter(({ handle }) => handle.rows < firmRows);
  const none = matters.filter(({ handle }) => handle.source !== 'observed');
  const closings = observed.filter(({ handle }) => handle.from === 'closings');
  const counties = matters.filter(({ countyHandles }) => countyHandles.length > 0);
  const longest = observed.filter(({ handle }) => handle.limit === '180d');
  const tell = ({ code, name, handle }: MatterDraft) => `${code} ${name}: ${handle.limit} from ${handle.rows} ${handle.from}`;
  return [
    { what: `Limits from few rows (n < ${firmRows})`, count: few.length, why: 'Too few to rest a duty on.', examples: firstOf(few, tell) },
    {
      what: 'Limits not in the export',
      count: none.length,
      why: `Fewer than 5 usable rows; the default ${draft.defaults.handle} stands.`,
      examples: firstOf(none, ({ code, name, rows }) => `${code} ${name}: ${rows} rows`),
    },
    {
      what: 'Limits from closings',
      count: closings.length,
      why: 'No due dates for 30 % of the rows, so the 75th percentile of what was done was taken: a habit, not a promise.',
      examples: firstOf(closings, tell),
    },
    { what: 'Limits cut at 180 days', count: longest.length, why: 'What was observed is longer still.', examples: firstOf(longest, tell) },
    {
      what: 'Matters with other limits in single counties',
      count: counties.length,
      why: 'Kept in counties/CODE/matters.csv where at least 30 rows say so.',
      examples: firstOf(
        counties,
        ({ code, name, countyHandles }) =>
          `${code} ${name}: ${countyHandles.map(({ county, handle }) => `${county} ${handle.limit}`).join(', ')}`,
      ),
    },
  ];
}

/** Fields on which a draft rests. */
const wanted = ['type', 'agency', 'reportedAt', 'dueAt', 'closedAt', 'district', 'lat', 'lon', 'channel'] as const;

function dataDecisions(draft: Draft): Decision[] {
  const { seen } = draft;
  const repeated = [...seen.titles].filter(([, rows]) => rows >= 3).sort((a, b) => b[1] - a[1]);
  const untyped = seen.types.get('')?.rows ?? 0;
  const fields = new Set([...seen.columns.values()].map(({ field }) => field));
  const absent = wanted.filter((field) => !fields.has(field) && !(field === 'closedAt' && fields.has('replyDays')));
  const faults = (counts: Map<string, number>) => [...counts].map(([fault, rows]) => `${fault}: ${rows}`);
  return [
    {
      what: 'Fields that no column gives',
      count: absent.length,
      why: 'Name a column with --map FIELD=COLUMN where the export has one by another name.',
      examples: absent,
    },
    {
      what: 'Rows without a type',
      count: untyped,
      why: 'They fall under the general matters; where titles repeat, those may be matters of their own.',
      examples: firstOf(repeated, ([title, rows]) => `“${title}”: ${rows} rows`),
    },
    { what: 'Missing or faulty dates', count: sumOf(seen.dateFaults), why: 'Not counted for limits.', examples: faults(seen.dateFaults) },
    {
      what: 'Missing or faulty points',
      count: sumOf(seen.pointFaults),
      why: 'Not counted for the middle of areas.',
      examples: faults(seen.pointFaults),
    },
    {
      what: 'Points far from their area',
      count: outliersOf(draft),
      why: 'Of the points sampled, those more than one width outside the box that holds the middle 90 % of a place.',
      examples: [],
    },
    {
      what: 'Closings after more than half a year',
      count: lateClosings(draft),
      why: 'They count as 180 days; where there are many, ask whether cases were closed when work was done.',
      examples: [],
    },
    { what: 'Rows that could not be read', count: sumOf(seen.broken), why: 'They were left out.', examples: faults(seen.broken) },
    {
      what: 'Names too many to keep apart',
      count: sumOf(seen.spilt),
      why: 'Such a column holds no names of a list; map another with --map.',
      examples: faults(seen.spilt),
    },
    {
      what: 'Sentences',
      count: mattersOf(draft).reduce((sum, { said }) => sum + said.length, 0),
      why: 'Where texts were exported the column `said` quotes residents: read it for names of persons before the pack is shown to others. Texts with long numbers, house numbers, mail or web addresses were left out.',
      examples: [],
    },
  ];
}

function lateClosings({ seen }: Draft): number {
  let count = 0;
  for (const { subtypes } of seen.types.values())
    for (const { facts } of subtypes.values()) for (const { done } of facts.values()) count += done.get(longestStep) ?? 0;
  return count;
}

/** Of the sampled points of each group, those that lie farther outside its middle box than the box is wide. */
function outliersOf({ areas, seen }: Draft): number {
  let count = 0;
  const places =
    areas.groups.length > 0 ? areas.groups.map(({ exports }) => exports.flatMap((one) => one.area.points.points)) : [seen.points.points];
  for (const points of places) {
    const box = middleBox(points);
    if (!box) continue;
    const [high, wide] = [box.north - box.south, box.east - box.west];
    const wideBox = { south: box.south - high, north: box.north + high, west: box.west - wide, east: box.east + wide };
    count += points.filter(
      ({ lat, lon }) => overlapOf(wideBox, { south: lat, north: lat + 1e-9, west: lon, east: lon + 1e-9 }).ofSmaller === 0,
    ).length;
  }
  return count;
}

export const countLevel = (draft: Draft, level: AreaDraft['level']): number =>
  draft.areas.areas.filter((area) => area.level === level).length;
