import { createHash } from 'node:crypto';
import { type Context, newId } from '#platform/context.ts';
import { forbidden, notFound } from '#platform/refusal.ts';
import { placesOf } from '../../places/index.ts';
import { keyOf, readKey } from '../number.ts';
import { areasOf, wholeCity } from '../policy.ts';
import { fileColumns, mostLines, readFile, writeFile } from '../read-file.ts';
import { type FileLine, type Judged, judge, type OwnOrder } from '../reconcile.ts';
import { type OrderKey, type OrderRow, selectOrder } from '../store/orders.ts';
import {
  insertReconciliation,
  type KeptLine,
  type ReconciliationRow,
  selectByNumbers,
  selectReconciliation,
  selectReconciliations,
  selectSentOn,
} from '../store/reconciliations.ts';
import { moveOrder } from './move-order.ts';

export type Reconciliation = Omit<ReconciliationRow, 'read_at' | 'file_hash'> & { readAt: string };

const told = ({ read_at, file_hash: _, ...row }: ReconciliationRow): Reconciliation => ({ ...row, readAt: read_at.toISOString() });

const ownOf = (row: OrderRow): OwnOrder => ({
  number: row.number,
  round: row.round,
  state: row.state,
  amountCents: row.amount_cents,
  handed: row.state !== 'ordered' || row.attempts > 0,
});

/** Orders of the day by the key they should stand under, and every other order that the file names. */
async function ordersOf(
  ctx: Context,
  day: string,
  lines: readonly FileLine[],
): Promise<{ byNumber: Map<string, OrderRow>; expected: string[] }> {
  const { city } = await placesOf(ctx.house);
  const sent = await selectSentOn(ctx, day, city.zone, mostLines);
  const numbers = lines.flatMap(({ key }) => readKey(key)?.number ?? []);
  const named = await selectByNumbers(ctx, [...new Set(numbers)]);
  const expected = sent.filter(({ state }) => state === 'sent' || state === 'settled').map(({ number, round }) => keyOf(number, round));
  return { byNumber: new Map([...sent, ...named].map((row) => [row.number, row])), expected };
}

async function follow(ctx: Context, key: OrderKey, { steps }: Judged, line: FileLine) {
  for (const action of steps) {
    const row = await selectOrder(ctx, key);
    if (!row) throw notFound('payment');
    await moveOrder(ctx, row, action, line.reason ?? `reconciliation: ${line.state}`, { dueAt: null, reference: line.reference });
  }
}

type Found = { key: string; line: FileLine | undefined; order: OrderRow | undefined };

const theirsIn = (line: FileLine | undefined) => ({
  line: line?.line ?? null,
  theirsCents: line?.amountCents ?? null,
  theirs: line?.state ?? null,
});
const oursIn = (order: OrderRow | undefined) => ({ oursCents: order?.amount_cents ?? null, ours: order?.state ?? null });

/** What is kept of a key: nothing where it matched. */
const kept = ({ verdict, why }: Judged, { key, line, order }: Found): KeptLine[] =>
  why === null ? [] : [{ verdict, why, key, ...theirsIn(line), ...oursIn(order) }];

/** Under which county a reading is kept: that of the post, or the city. */
function regionOf(ctx: Context, city: string): string {
  const [first] = areasOf(ctx.actor);
  if (first === undefined) throw forbidden('payment.not_yours', 'Your posts do not pay for any area.');
  return first === wholeCity ? city : first;
}

/**
 * Holds the gateway’s file of a day (`YYYY-MM-DD`) against our orders: what agrees moves on by the gateway’s word, what does not is kept and told and moves
 * nothing. The same file read again moves nothing more. Refuses `payment.file_invalid` before anything is done.
 */
export async function reconcileDay(ctx: Context, day: string, text: string): Promise<Reconciliation> {
  const region = regionOf(ctx, (await placesOf(ctx.house)).city.code);
  const lines = readFile(text);
  const { byNumber, expected } = await ordersOf(ctx, day, lines);
  const byKey = Map.groupBy(lines, ({ key }) => key);
  const counts = { matched: 0, missing: 0, extra: 0, differing: 0 };
  const open: KeptLine[] = [];
  for (const key of new Set([...expected, ...byKey.keys()])) {
    const read = readKey(key);
    const order = read && byNumber.get(read.number);
    const theirs = byKey.get(key) ?? [];
    const judged = judge(order && ownOf(order), read?.round ?? 1, theirs);
    counts[judged.verdict] += 1;
    open.push(...kept(judged, { key, line: theirs[0], order }));
    if (order && theirs[0]) await follow(ctx, order, judged, theirs[0]);
  }
  const hash = createHash('sha256').update(text).digest('hex');
  const row: ReconciliationRow = {
    region,
    id: newId(ctx.now),
    day,
    file_hash: hash,
    read_at: ctx.now,
    ...counts,
    lines: open.slice(0, 5000),
  };
  await insertReconciliation(ctx, row, ctx.actor.kind === 'officer' ? ctx.actor.accountId : null);
  return told(row);
}

export const listReconciliations = async (ctx: Context): Promise<{ reconciliations: Omit<Reconciliation, 'lines'>[] }> => ({
  reconciliations: (await selectReconciliations(ctx, 60)).map((row) => {
    const { lines: _, ...rest } = told(row);
    return rest;
  }),
});

export async function viewReconciliation(ctx: Context, key: OrderKey): Promise<Reconciliation> {
  const row = await selectReconciliation(ctx, key);
  if (!row) throw notFound('reconciliation');
  return told(row);
}

/** A reading as CSV: every line that did not match. */
export async function writeReconciliation(ctx: Context, key: OrderKey): Promise<string> {
  const { lines } = await viewReconciliation(ctx, key);
  const head = ['verdict', 'why', 'key', 'line', 'ours_cents', 'theirs_cents', 'ours', 'theirs'];
  return writeFile([
    head,
    ...lines.map((one) => [one.verdict, one.why, one.key, one.line, one.oursCents, one.theirsCents, one.ours, one.theirs]),
  ]);
}

const ourWord: Readonly<Partial<Record<OrderRow['state'], string>>> = {
  sent: 'accepted',
  settled: 'settled',
  failed: 'failed',
  returned: 'returned',
};

/** Our own side of a day in the form of a gateway’s file. */
export async function writeOwnFile(ctx: Context, day: string): Promise<string> {
  const { city } = await placesOf(ctx.house);
  const rows = await selectSentOn(ctx, day, city.zone, mostLines);
  return writeFile([
    [...fileColumns],
    ...rows.flatMap((row) => {
      const state = ourWord[row.state];
      return state === undefined ? [] : [[keyOf(row.number, row.round), row.amount_cents, state, row.reference, row.error]];
    }),
  ]);
}
