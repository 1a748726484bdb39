import type { CaseLine, CaseView, Clock, TimelineLine } from '@banyan/api-client';
import type { TimelineEntry } from '@banyan/ui';
import { type CaseWords, type Tone, wordFor } from '@banyan/ui/words';
import type { StoryWords } from './story-words.ts';

/** What a reporter reads out of a case. Pure. */

/** The resident's own clock first; before it runs and after it has ended, the one that stands for it. */
const promises = ['promise', 'rate', 'confirm', 'rectify', 'dispatch', 'accept'] as const;
export type Promised = (typeof promises)[number];

/** The one deadline that a reporter is shown. */
export function promiseOf(clocks: readonly Clock[]): { kind: Promised; clock: Clock } | null {
  for (const kind of promises) {
    const clock = clocks.find((one) => one.kind === kind && one.endedAt === null);
    if (clock) return { kind, clock };
  }
  return null;
}

/** Of the duties in a list those that a reporter waits for; the offices' own are none of his. */
const awaited: readonly string[] = ['accept', 'dispatch', 'handle', 'rehandle', 'rectify'];
export const awaitedDuty = ({ state, duty }: Pick<CaseLine, 'state' | 'duty'>): CaseLine['duty'] =>
  state !== 'suspended' && duty && awaited.includes(duty.kind) ? duty : null;

/** A day of the API (`2026-12-31`) as people say it: it lies near, so the year is left away. */
export const dayText = (day: string, tag: string): string =>
  new Intl.DateTimeFormat(tag === 'en' ? 'en-GB' : tag, { month: 'long', day: 'numeric', timeZone: 'Asia/Shanghai' }).format(
    new Date(`${day}T00:00:00+08:00`),
  );

const tones: Record<string, Tone> = {
  report: 'plain',
  urge: 'amber',
  refuse: 'amber',
  'send-back': 'amber',
  deny: 'amber',
  ask: 'amber',
  'grant-return': 'amber',
  'grant-suspension': 'amber',
  'grant-termination': 'plain',
  supervise: 'amber',
  reject: 'plain',
  withdraw: 'plain',
  call: 'river',
  sign: 'river',
  dispatch: 'river',
  contact: 'river',
};

const saidBy = (line: TimelineLine, words: CaseWords): string =>
  line.by.unitName ? [line.by.unitName, line.by.name].filter(Boolean).join(' ') : wordFor(words.party, line.by.kind);

type Reading = { cases: CaseWords; story: StoryWords; tag: string };

/** Notes of these lines name other people's reports. */
const ofOthers: readonly string[] = ['gather', 'release'];

/** What belongs to a line beside its title: what was written, and the day or the outcome that its data tell. */
function noteOf({ action, note, data }: TimelineLine, { cases, story, tag }: Reading): string | null {
  const told = [
    typeof data.reviewOn === 'string' ? story.reviewOn(dayText(data.reviewOn, tag)) : null,
    action === 'attempt' && typeof data.outcome === 'string' ? wordFor(cases.attempt, data.outcome) : null,
    ofOthers.includes(action) ? null : note,
  ];
  return told.filter(Boolean).join('\n') || null;
}

function titleOf(action: string, { cases, story }: Reading): string {
  const plain: Readonly<Record<string, string>> = story.plain;
  return plain[action] ?? wordFor(cases.did, action);
}

/** The timeline, newest first, every hand-over with its unit. */
export const storyOf = (view: Pick<CaseView, 'timeline'>, reading: Reading): TimelineEntry[] =>
  view.timeline
    .map((line) => ({
      id: line.id,
      at: line.at,
      title: titleOf(line.action, reading),
      by: saidBy(line, reading.cases),
      note: noteOf(line, reading),
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
