import type { CaseView, Clock, TimelineLine } from '@banyan/api-client';
import type { TimelineEntry } from '@banyan/ui';
import { type CaseWords, type Tone, wordFor } from '@banyan/ui/words';

/** What a reporter reads out of a case. Pure. */

const promises = ['rate', 'rectify', 'handle', 'review', 'dispatch', 'accept'] as const;
export type Promised = (typeof promises)[number];

/** The deadline that matters most to the reporter now: the nearest to the result among the open ones. */
export function promiseOf(clocks: readonly Clock[]): { kind: Promised; clock: Clock } | null {
  for (const kind of promises) {
    const clock = clocks.find((one) => one.kind === kind && one.endedAt === null);
    if (clock) return { kind, clock };
  }
  return null;
}

const tones: Record<string, Tone> = {
  report: 'plain',
  urge: 'amber',
  refuse: 'amber',
  'send-back': 'amber',
  reject: 'plain',
  withdraw: 'plain',
  call: 'river',
  sign: 'river',
  dispatch: 'river',
  contact: 'river',
};

const saidBy = (line: TimelineLine, words: CaseWords): string =>
  line.by.unitName ? [line.by.unitName, line.by.name].filter(Boolean).join(' ') : wordFor(words.party, line.by.kind);

/** The timeline, newest first, every hand-over with its unit. */
export const storyOf = (view: Pick<CaseView, 'timeline'>, words: CaseWords): TimelineEntry[] =>
  view.timeline
    .map((line) => ({
      id: line.id,
      at: line.at,
      title: wordFor(words.did, line.action),
      by: saidBy(line, words),
      note: line.note,
      tone: tones[line.action] ?? ('banyan' as const),
    }))
    .sort((a, b) => b.at.localeCompare(a.at));

const numberShape = /^[0-9]{6}-[0-9]{8}-[0-9]{6,9}-[0-9]$/;

/** A case number as people type it (spaces, full-width digits and dashes), or null when it cannot be one. */
export function readNumber(typed: string): string | null {
  const digits = typed
    .normalize('NFKC')
    .replace(/[\s]/g, '')
    .replace(/[‐-―－]/g, '-');
  return numberShape.test(digits) ? digits : null;
}
