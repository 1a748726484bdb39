import type { OrderAction, OrderState } from './workflow.ts';

/** Our orders against the gateway’s file. Pure. */

/** States that a file may name. */
export const fileStates = ['accepted', 'settled', 'failed', 'returned'] as const;
export type FileState = (typeof fileStates)[number];

/** One line of a gateway’s file; `line` counts from 1, the header is line 1. */
export type FileLine = {
  readonly line: number;
  readonly key: string;
  readonly amountCents: number;
  readonly state: FileState;
  readonly reference: string | null;
  readonly reason: string | null;
};

/** What is compared of an order. */
export type OwnOrder = {
  readonly number: string;
  readonly round: number;
  readonly state: OrderState;
  readonly amountCents: number;
  /** Whether it was ever handed to the gateway, with or without an answer. */
  readonly handed: boolean;
};

export const verdicts = ['matched', 'missing', 'extra', 'differing'] as const;
export type Verdict = (typeof verdicts)[number];

/** Why a line does not match. `twice`: the key stands there more than once, so it may have been paid twice. */
export type Difference = 'amount' | 'state' | 'twice' | 'round' | 'never-handed' | 'unknown' | 'not-in-file';

export type Judged = { readonly verdict: Verdict; readonly why: Difference | null; readonly steps: readonly OrderAction[] };

const matched = (...steps: OrderAction[]): Judged => ({ verdict: 'matched', why: null, steps });
const differing = (why: Difference): Judged => ({ verdict: 'differing', why, steps: [] });

/** The steps by which an order follows the gateway’s word; null where that word contradicts what we know. */
const follows: Readonly<Record<FileState, Partial<Record<OrderState, readonly OrderAction[]>>>> = {
  accepted: { ordered: ['send'], sent: [] },
  settled: { ordered: ['send', 'settle'], sent: ['settle'], settled: [] },
  failed: { ordered: ['refuse'], sent: ['fail'], failed: [], cancelled: [] },
  returned: { ordered: ['send', 'return'], sent: ['return'], settled: ['return'], returned: [], cancelled: [] },
};

/** A payment of an earlier round: it must have come to nothing, or the money went out twice. */
const judgePast = (state: FileState): Judged => (state === 'failed' || state === 'returned' ? matched() : differing('round'));

/** Judges what a file says of one key; `round` is that of the key. An order that does not agree is left as it is. */
export function judge(order: OwnOrder | undefined, round: number, lines: readonly FileLine[]): Judged {
  const [line] = lines;
  if (!line) return { verdict: 'missing', why: 'not-in-file', steps: [] };
  if (!order) return { verdict: 'extra', why: 'unknown', steps: [] };
  if (lines.length > 1) return differing('twice');
  if (line.amountCents !== order.amountCents) return differing('amount');
  if (round < order.round) return judgePast(line.state);
  if (round > order.round) return differing('round');
  if (!order.handed) return differing('never-handed');
  const steps = follows[line.state][order.state];
  return steps ? matched(...steps) : differing('state');
}
