import type { HistoryRow } from '../replay/columns.ts';
import { type History, readHistory, readInstant } from '../replay/history.ts';
import { plainTime } from '../replay/plain-time.ts';
import { keepSaid, sentenceOf } from './said.ts';
import {
  type DateFault,
  districtOrNone,
  type Facts,
  factsIn,
  most,
  namedOrNone,
  type PointFault,
  type Seen,
  seePlace,
  subtypeIn,
} from './seen.ts';
import { count, entryOf, foldWords, nameOf, type Point, see } from './tally.ts';
import { countStep, stepBetween } from './wall-clock.ts';

const earliest = Date.UTC(1990, 0, 1);
const latest = Date.UTC(2061, 0, 1);
const sane = (ms: number) => ms >= earliest && ms < latest;
const asWritten = () => 0;

/** Counts one row of an export into what was seen. `eastOf` tells how far east of UTC the clocks of a row go, for times given in UTC. */
export function seeRow(seen: Seen, row: HistoryRow, eastOf: (point: Point | undefined) => number) {
  seen.rows += 1;
  const point = pointOf(row, seen);
  const agency = namedOrNone(row.agency);
  const place = seePlace(seen, {
    source: namedOrNone(row.source),
    district: districtOrNone(row.district),
    neighborhood: namedOrNone(row.neighborhood),
    agency,
    point,
  });
  if (agency !== undefined) {
    const name = entryOf(seen.agencies, foldWords(agency), nameOf, most.agencies);
    if (name) see(name, agency);
    else count(seen.spilt, 'agency');
  }
  seeWords(seen, row);
  const type = namedOrNone(row.type);
  const nature = namedOrNone(row.nature);
  // Where there is no kind of request, the reporter's aim is the best that is left to tell requests apart.
  const subtype = subtypeIn(seen, type ?? '', (type === undefined ? nature : namedOrNone(row.subtype)) ?? '');
  if (nature !== undefined) count(subtype.natures, nature);
  const sentence = sentenceOf(row);
  if (sentence !== undefined) keepSaid(subtype.said, sentence);
  const facts = factsIn(seen, subtype, place);
  facts.rows += 1;
  if (agency !== undefined) count(facts.agencies, foldWords(agency));
  seeTimes(seen, facts, row, eastOf(point));
}

function pointOf(row: HistoryRow, seen: Seen): Point | undefined {
  const fault = (name: PointFault) => void count(seen.pointFaults, name);
  if (row.lat === undefined || row.lon === undefined) return fault('missing');
  const [lat, lon] = [Number(row.lat), Number(row.lon)];
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return fault('unreadable or outside the globe');
  // Nothing happens at a crossing of whole degrees; systems write such points when they know none.
  if (Number.isInteger(lat) && Number.isInteger(lon)) return fault('placeholder of whole degrees');
  return { lat, lon };
}

const cjk = /\p{Script=Han}/gu;

function seeWords(seen: Seen, row: HistoryRow) {
  const within = (counts: Map<string, number>, words: string | undefined, limit: number) => {
    const name = namedOrNone(words);
    if (name !== undefined && (counts.size < limit || counts.has(name))) count(counts, name);
  };
  within(seen.channels, row.channel, most.words);
  within(seen.natures, row.nature, most.words);
  if (row.type === undefined) within(seen.titles, row.title, most.titles);
  const words = `${row.type ?? ''}${row.title ?? ''}${row.content?.slice(0, 80) ?? ''}`;
  if ((words.match(cjk)?.length ?? 0) * 2 > words.length) seen.chinese += 1;
}

function inPlainTime(row: HistoryRow, east: number): HistoryRow {
  const local: HistoryRow = { ...row };
  for (const field of ['reportedAt', 'closedAt', 'dueAt'] as const) {
    const text = row[field];
    if (text !== undefined) local[field] = plainTime(text, east);
  }
  return local;
}

function seeTimes(seen: Seen, facts: Facts, row: HistoryRow, east: number) {
  const fault = (name: DateFault) => count(seen.dateFaults, name);
  const local = inPlainTime(row, east);
  if (row.closedAt === undefined && row.replyDays === undefined) fault('closed missing');
  if (row.dueAt === undefined) fault('due missing');
  if (row.reportedAt === undefined) return fault('reported missing');
  const history = readHistory(local, asWritten);
  if ('problem' in history) return fault('reported unreadable');
  if (!sane(history.reportedAt)) return fault('reported outside 1990 to 2060');
  seen.first = Math.min(seen.first ?? Number.POSITIVE_INFINITY, history.reportedAt);
  seen.last = Math.max(seen.last ?? Number.NEGATIVE_INFINITY, history.reportedAt);
  seeClosing(seen, facts, local, history);
  seeDue(seen, facts, local, history.reportedAt);
}

function seeClosing(seen: Seen, facts: Facts, row: HistoryRow, { reportedAt, finishedAt, end, remarks }: History) {
  const fault = (name: DateFault) => count(seen.dateFaults, name);
  if (finishedAt === null) {
    if (row.closedAt !== undefined && remarks.length > 0) fault('closed unreadable');
    return;
  }
  // readHistory moves such a closing to the report and says so; for a limit it tells nothing.
  if (remarks.length > 0) return fault(closedAt(row) ? 'closed before reported' : 'closed outside 1990 to 2060');
  if (!sane(finishedAt)) return fault('closed outside 1990 to 2060');
  if (end === 'handled') countStep(facts.done, stepBetween(reportedAt, finishedAt));
}

const closedAt = (row: HistoryRow): boolean => {
  const closed = row.closedAt === undefined ? null : readInstant(row.closedAt, asWritten);
  return closed !== null && sane(closed);
};

function seeDue(seen: Seen, facts: Facts, row: HistoryRow, reportedAt: number) {
  if (row.dueAt === undefined) return;
  const due = readInstant(row.dueAt, asWritten);
  if (due === null) return count(seen.dateFaults, 'due unreadable');
  if (due < reportedAt) return count(seen.dateFaults, 'due before reported');
  countStep(facts.due, stepBetween(reportedAt, due));
}
