import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { forgetMonths } from '../modules/appraisal/index.ts';
import { type LoopFigures, loopFigures } from '../modules/cases/index.ts';
import { forgetDays } from '../modules/dashboards/index.ts';
import { type Actor, type House, unitOfWork } from '../platform/context.ts';
import { openAnnouncements } from '../platform/events.ts';
import { readFact, writeFact } from '../platform/fact.ts';
import { Refusal } from '../platform/refusal.ts';
import { type ColumnMap, type HistoryRow, mapColumns, pickFields } from './columns.ts';
import { readHistory } from './history.ts';
import { openScene, playRow, type Scene } from './play-row.ts';
import { openProgress } from './progress.ts';
import { type ReadRow, readRows } from './read-rows.ts';

export type Summary = {
  rows: number;
  accepted: number;
  refused: number;
  repeated: number;
  remarked: number;
  seconds: number;
  rowsPerSecond: number;
  figures: LoopFigures;
  refusedFile: string | null;
};
export type Options = {
  file: string;
  map: ColumnMap;
  lanes: number;
  refusedFile: string;
  horizon: Date;
  aliases: ReadonlyMap<string, string>;
  offsetOf: (utcMs: number) => number;
  restart: boolean;
  stopped: () => boolean;
};

type Tally = { line: number; rows: number; accepted: number; refused: number; repeated: number; remarked: number };
type Outcome = { kind: 'accepted' | 'refused' | 'repeated'; reason?: string; remarks?: string[] };

const platform: Actor = { kind: 'platform' };
const nothing: Tally = { line: 0, rows: 0, accepted: 0, refused: 0, repeated: 0, remarked: 0 };

/** A run is known by its file: name, size and beginning; the same file goes on where it stopped. */
async function runIdOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0);
    return createHash('sha256')
      .update(basename(file))
      .update(String((await stat(file)).size))
      .update(buffer.subarray(0, bytesRead))
      .digest('hex')
      .slice(0, 12);
  } finally {
    await handle.close();
  }
}

/** Columns of JSON lines differ from row to row; those of a CSV do not, and finding them again is cheap. */
const columnsOf = (row: ReadRow, map: ColumnMap) => (row.record ? mapColumns(Object.keys(row.record), map) : {});

/** Replays a file row by row through the real intake, `lanes` rows at a time, and keeps count so that an interrupted run goes on. */
export async function replay(live: House, options: Options): Promise<Summary> {
  // What is replayed is history, not news: nobody is told of it today.
  const house: House = { ...live, announcements: openAnnouncements() };
  const runId = await runIdOf(options.file);
  const scene = await openScene(house, options.aliases, options.horizon);
  const kept = options.restart
    ? undefined
    : await unitOfWork(house, platform, options.horizon, (ctx) => readFact<Tally>(ctx.tx, `replay.${runId}`));
  const tally: Tally = { ...nothing, ...kept };
  const doneBefore = tally.line;
  const refused = createWriteStream(options.refusedFile, { flags: kept ? 'a' : 'w' });
  const progress = openProgress(process.stderr, 'replay');
  const keep = () => unitOfWork(house, platform, options.horizon, (ctx) => writeFact(ctx.tx, `replay.${runId}`, { ...tally }, ctx.now));
  const began = performance.now();
  const before = tally.rows;
  const queue = inOrder((line, outcome, row) => {
    tally.line = line;
    tally.rows += 1;
    tally[outcome.kind] += 1;
    if (outcome.remarks?.length) tally.remarked += 1;
    if (outcome.kind === 'refused') refused.write(`${JSON.stringify({ line, reason: outcome.reason, row: row.record ?? null })}\n`);
  });
  let sinceKept = 0;
  for await (const row of readRows(options.file)) {
    if (options.stopped()) break;
    if (row.line <= doneBefore) continue;
    queue.add(row, () => playOne(house, row, columnsOf(row, options.map), scene, runId, options));
    await queue.room(options.lanes);
    progress.step(tally.rows, row.share);
    sinceKept += 1;
    if (sinceKept >= 500) {
      sinceKept = 0;
      await keep();
    }
  }
  await queue.room(0);
  await keep();
  progress.done(tally.rows);
  await new Promise<void>((done) => refused.end(done));
  const seconds = (performance.now() - began) / 1000;
  // Days already counted into figures have changed.
  await unitOfWork(house, platform, options.horizon, forgetDays);
  await unitOfWork(house, platform, options.horizon, forgetMonths);
  const figures = await unitOfWork(house, platform, new Date(options.horizon), (ctx) => loopFigures(ctx, `replay:${runId}:`));
  const { line: _line, ...counts } = tally;
  const refusedFile = tally.refused > 0 ? options.refusedFile : null;
  return {
    ...counts,
    seconds: Number(seconds.toFixed(2)),
    rowsPerSecond: Math.round((tally.rows - before) / Math.max(seconds, 0.001)),
    figures,
    refusedFile,
  };
}

/** Runs rows side by side but tallies them in the order of the file, so that the line kept is always a line up to which all is done. */
function inOrder(settle: (line: number, outcome: Outcome, row: ReadRow) => void) {
  const waiting: { row: ReadRow; outcome?: Outcome; done: Promise<void> }[] = [];
  const settleReady = () => {
    while (waiting[0]?.outcome) {
      const { row, outcome } = waiting.shift() as { row: ReadRow; outcome: Outcome };
      settle(row.line, outcome, row);
    }
  };
  return {
    add(row: ReadRow, work: () => Promise<Outcome>) {
      const entry: (typeof waiting)[number] = { row, done: Promise.resolve() };
      entry.done = work().then((outcome) => {
        entry.outcome = outcome;
      });
      // Looked at in the order of the file by `room`; until then a failure must not end the process.
      entry.done.catch(() => undefined);
      waiting.push(entry);
    },
    /** Waits until at most `most` rows are still running. */
    async room(most: number) {
      settleReady();
      while (waiting.length > most) {
        await (waiting[0] as { done: Promise<void> }).done;
        settleReady();
      }
    },
  };
}

async function playOne(house: House, read: ReadRow, columns: ColumnMap, scene: Scene, runId: string, options: Options): Promise<Outcome> {
  if (!read.record) return { kind: 'refused', reason: read.problem ?? 'row.unreadable' };
  const row = pickFields(read.record, columns);
  const history = readHistory(row, options.offsetOf);
  if ('problem' in history) return { kind: 'refused', reason: history.problem };
  const sourceRef = `replay:${runId}:${read.line}`;
  const onceFor = `replay:${row.source ?? ''}:${row.id ?? hashOf(row)}`;
  try {
    return await unitOfWork(house, platform, new Date(history.reportedAt), async (ctx) => {
      const { outcome, remarks } = await playRow(ctx, row, history, scene, onceFor, sourceRef);
      return { kind: outcome, remarks };
    });
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', reason: `${error.code}: ${error.message}` };
    // The same request stands twice in the export and both rows were at hand together: the second now finds the first.
    if ((error as { constraint?: string }).constraint === 'case_once') return playOne(house, read, columns, scene, runId, options);
    throw error;
  }
}

const hashOf = (row: HistoryRow) => createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 24);
