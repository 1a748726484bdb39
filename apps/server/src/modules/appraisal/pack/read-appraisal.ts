import { decimal, listOf, oneOf, pattern, words } from '#platform/pack-cell.ts';
import { type Pack, readTable, refuseTwins } from '#platform/pack-file.ts';
import type { PlacesOfPack } from '../../places/index.ts';
import { measureNames, postKinds } from '../law/measures.ts';
import { faultsOf } from '../law/scorecard.ts';

const scorecardFile = 'scorecard.csv';
const groupsFile = 'peer-groups.csv';
const groundsFile = 'exclusion-grounds.csv';

const status = oneOf(['listed', 'to be confirmed', 'drafted']);
const code = pattern(/^[a-z][a-z-]{0,39}$/, 'a code of small letters and hyphens');

const scorecardColumns = {
  since: pattern(/^\d{4}-(0[1-9]|1[0-2])-01$/, 'the first day of a month, such as 2026-01-01'),
  post: oneOf(postKinds),
  measure: oneOf(measureNames),
  weight: decimal(0, 100),
  source: words(200),
  status,
};

const groupColumns = {
  code,
  zh: words(40),
  en: words(80),
  areas: listOf(' ', pattern(/^\d{6}$/, 'an area code of 6 digits')),
  source: words(200),
  status,
};

const groundColumns = {
  code,
  zh: words(80),
  en: words(160),
  measures: listOf(' ', oneOf(measureNames), { least: 1 }),
  rule: words(200),
  source: words(200),
  status,
};

/** What a pack says of appraisal: how much each measure weighs from when on, who is compared with whom, and on which grounds a result may be set aside. */
export type AppraisalOfPack = ReturnType<typeof readAppraisal>;

/** Reads it; each of the three files may be missing: then nothing is scored, everyone is compared with everyone, nothing is set aside. Faults are added to `pack.problems`. */
export function readAppraisal(pack: Pack, places: PlacesOfPack) {
  return { scorecard: readScorecard(pack), groups: readGroups(pack, places), grounds: readGrounds(pack) };
}

function readScorecard(pack: Pack) {
  if (!pack.texts.has(scorecardFile)) return [];
  const rows = readTable(pack, scorecardFile, scorecardColumns);
  refuseTwins(pack, scorecardFile, 'measure', rows, (row) => `${row.since} ${row.post} ${row.measure}`);
  const faults = faultsOf(rows);
  for (const { place, column, reason } of faults) pack.problems.push({ file: scorecardFile, line: rows[place]?.line, column, reason });
  return rows.map(({ line: _, ...row }) => row);
}

function readGroups(pack: Pack, places: PlacesOfPack) {
  if (!pack.texts.has(groupsFile)) return [];
  const rows = readTable(pack, groupsFile, groupColumns);
  refuseTwins(pack, groupsFile, 'code', rows, (row) => row.code);
  const known = new Set([places.city.code, ...places.areas.map((area) => area.code)]);
  const first = new Map<string, number>();
  for (const { areas, line } of rows)
    for (const area of areas) {
      const fault = (reason: string) => pack.problems.push({ file: groupsFile, line, column: 'areas', reason });
      if (!known.has(area)) fault(`there is no area ${area}`);
      if (first.has(area)) fault(`${area} stands already in line ${first.get(area)}`);
      first.set(area, line);
    }
  return rows.map(({ line: _, ...row }, position) => ({ ...row, position }));
}

function readGrounds(pack: Pack) {
  if (!pack.texts.has(groundsFile)) return [];
  const rows = readTable(pack, groundsFile, groundColumns);
  refuseTwins(pack, groundsFile, 'code', rows, (row) => row.code);
  return rows.map(({ line: _, ...row }, position) => ({ ...row, position }));
}
