import type { Actor, Appointment } from '../../src/platform/context.ts';
import type { World } from '../world.ts';

/** What the owner of the database sees of who may see what: the facts from which the oracle decides by itself, without the policies. */
export type CaseFacts = { region: string; id: string; areaCode: string; involved: string[]; reporter: string | null; pass: string | null };
export type RowFacts = { table: string; region: string; caseId: string };
export type Truth = { cases: CaseFacts[]; rows: RowFacts[]; messages: string[] };

export const tablesOfCases = ['timeline', 'clock', 'case_call', 'photo', 'look'] as const;

export async function readTruth(world: World): Promise<Truth> {
  const { pool } = world.house.database;
  const cases = await pool.query<CaseFacts>(
    'select region, id, area_code as "areaCode", involved_units as involved, reporter_id as reporter, pass_hash as pass from cases.case_file',
  );
  const rows: RowFacts[] = [];
  for (const table of tablesOfCases)
    rows.push(...(await pool.query<RowFacts>(`select '${table}' as table, region, case_id as "caseId" from cases.${table}`)).rows);
  const messages = await pool.query<{ account_id: string }>('select account_id from notices.message');
  return { cases: cases.rows, rows, messages: messages.rows.map((row) => row.account_id) };
}

const isCityWide = (held: Appointment) => held.areaLevel === 'city' || held.areaLevel === 'province';

/** Whether the floor lets an actor read what lies in a county. */
function inOwnCounty(actor: Actor, region: string): boolean {
  if (actor.kind === 'platform') return true;
  return actor.kind === 'officer' && actor.appointments.some((held) => isCityWide(held) || held.areaCode.slice(0, 6) === region);
}

/** Whether the floor shows a case: its county, a unit with a part in it, its reporter, or the pass of an anonymous one. */
export function floorShows(one: CaseFacts, actor: Actor, pass: string | undefined): boolean {
  if (inOwnCounty(actor, one.region)) return true;
  if (pass !== undefined && one.pass === pass) return true;
  if (actor.kind === 'officer' && actor.appointments.some((held) => one.involved.includes(held.unitId))) return true;
  return (actor.kind === 'officer' || actor.kind === 'resident') && one.reporter === actor.accountId;
}

/** How many rows of each table the floor shows. */
export function countByFloor(truth: Truth, actor: Actor, pass?: string): Record<string, number> {
  const shown = new Set(truth.cases.filter((one) => floorShows(one, actor, pass)).map((one) => `${one.region} ${one.id}`));
  const account = actor.kind === 'officer' || actor.kind === 'resident' ? actor.accountId : undefined;
  const counts: Record<string, number> = {
    'cases.case_file': shown.size,
    'notices.message': truth.messages.filter((one) => one === account).length,
  };
  for (const table of tablesOfCases)
    counts[`cases.${table}`] = truth.rows.filter(
      (row) => row.table === table && (shown.has(`${row.region} ${row.caseId}`) || inOwnCounty(actor, row.region)),
    ).length;
  return counts;
}

/** The cases an officer finds in his lists: those of his units, and those of the area where he triages or supervises. */
export function listedFor(truth: Truth, held: readonly Appointment[]): string[] {
  const readers = held.filter((one) => one.permissions.includes('case.read'));
  const overseers = readers.filter((one) =>
    ['case.triage', 'case.supervise', 'case.arbitrate', 'case.callback', 'command.read'].some((wide) => one.permissions.includes(wide)),
  );
  const mine = (one: CaseFacts) =>
    readers.some(({ unitId }) => one.involved.includes(unitId)) ||
    overseers.some((post) => isCityWide(post) || one.areaCode.startsWith(post.areaCode));
  return truth.cases
    .filter(mine)
    .map(({ id }) => id)
    .sort();
}
