import { day, maybe, oneOf, words } from '#platform/pack-cell.ts';
import { filesIn, type Pack, readTable, refuseTwins } from '#platform/pack-file.ts';
import type { PlacesOfPack } from '../../places/index.ts';
import { checkLaw, type Finding } from '../check-law.ts';
import { changesFor, type LawChange, rowsUnder } from '../district-rules.ts';
import { readGuard } from '../guard.ts';
import { rowName, workflow } from '../workflow.ts';

export type LawOfPack = readonly LawChange[];

const columns = {
  row: oneOf(workflow.map(rowName)),
  change: oneOf(['off', 'guard']),
  guard: maybe(words(400)),
  from_on: day,
  basis: words(200),
  source: words(200),
  status: oneOf(['listed', 'to be confirmed', 'drafted']),
};

type Placed = LawChange & { file: string; line: number };

/**
 * Reads `workflow.csv` of the city and of its counties, and checks every law that would result, area by area and day by day: a variant under
 * which a case could be lost is a problem, told with the shortest life of a case that shows it.
 */
export function readLaw(pack: Pack, places: PlacesOfPack): LawOfPack {
  const city = places.city.code;
  const files: [string, string][] = [
    ...(pack.texts.has('workflow.csv') ? [['workflow.csv', city] as [string, string]] : []),
    ...filesIn(pack, 'counties/', '/workflow.csv').map((file): [string, string] => [file, file.split('/')[1] ?? '']),
  ];
  const changes = files.flatMap(([file, area]) => readChanges(pack, file, area));
  for (const [file, area] of files) refuseBroken(pack, changes, file, area === city ? [city] : [city, area]);
  return changes.map(({ file: _, line: __, ...change }) => change);
}

function readChanges(pack: Pack, file: string, area: string): Placed[] {
  const rows = readTable(pack, file, columns);
  refuseTwins(pack, file, 'row', rows, (row) => `${row.row} ${row.from_on}`);
  return rows.flatMap(({ line, row, guard, ...rest }) => {
    const fault = faultOf(rest.change, guard);
    if (fault) pack.problems.push({ file, line, column: 'guard', reason: fault });
    return fault ? [] : [{ area_code: area, row_name: row, guard, ...rest, file, line }];
  });
}

function faultOf(change: 'off' | 'guard', guard: string | null): string | undefined {
  if (change === 'off') return guard === null ? undefined : 'a row that is off has no guard';
  if (guard === null) return 'a guard is a FEEL condition over the facts of the case, such as extensions < 1';
  try {
    readGuard(guard);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const lifeOf = ({ path, at }: Finding): string =>
  path.length === 0 ? `no case is ever “${at}”` : `${path.join(' → ')}${at === '' ? '' : ` leaves a case in “${at}”`}`;

/** Each day on which something changes is a law of its own. */
function refuseBroken(pack: Pack, changes: readonly Placed[], file: string, areas: readonly string[]) {
  for (const change of changes.filter((one) => one.file === file)) {
    const findings = checkLaw(rowsUnder(changesFor(changes, areas, change.from_on)));
    const finding = findings[0];
    if (finding)
      pack.problems.push({
        file,
        line: change.line,
        column: 'row',
        reason: `with this, “${finding.rule}” no longer holds: ${lifeOf(finding)}`,
      });
  }
}
