import type { CaseView, TimelineLine } from '@banyan/api-client';
import type { TimelineEntry } from '@banyan/ui';
import { caseWords, language, languageTag, type Tone, timeText, wordFor } from '@banyan/ui/words';
import { type ReasonLists, reasonText } from '../act/offered.ts';
import { fileWords } from '../words/file-words.ts';

type UnitsOf = Pick<CaseView, 'deskUnit' | 'deskUnitName' | 'leadUnit' | 'leadUnitName'> & {
  clocks: readonly Pick<CaseView['clocks'][number], 'unit' | 'unitName'>[];
  calls: readonly Pick<CaseView['calls'][number], 'unit' | 'unitName'>[];
  timeline: readonly TimelineLine[];
};

/** Names of the units that take part in a case, by id. */
export function unitNames(view: UnitsOf): ReadonlyMap<string, string> {
  const names = new Map<string, string>([[view.deskUnit, view.deskUnitName]]);
  const note = (id: string | null, name: string | null) => {
    if (id !== null && name !== null) names.set(id, name);
  };
  note(view.leadUnit, view.leadUnitName);
  for (const clock of view.clocks) note(clock.unit, clock.unitName);
  for (const call of view.calls) note(call.unit, call.unitName);
  for (const line of view.timeline) note(line.by.unit, line.by.unitName);
  return names;
}

/** Who did it: the office and the officer, else the party. */
export function actorText(line: Pick<TimelineLine, 'by'>): string {
  const { kind, name, unitName } = line.by;
  const said = [unitName, name].filter(Boolean).join(' ');
  return said || wordFor(caseWords[language.value].party, kind);
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : typeof value === 'string' ? [value] : [];

const day = (date: string) => timeText(`${date}T00:00:00+08:00`, languageTag.value, 'day');

/** What the fields of a line's data tell in words; keys that this page does not know stay in the file and are not shown. */
const tellers: Readonly<Record<string, (value: unknown, city: ReasonLists) => string | null>> = {
  reason: (value, city) => (typeof value === 'string' ? fileWords[language.value].timeline.reason(reasonText(city, value)) : null),
  reasons: (value, city) => {
    const reasons = texts(value).map((code) => reasonText(city, code));
    return reasons.length > 0 ? fileWords[language.value].timeline.reason(reasons.join('、')) : null;
  },
  meetAt: (value) => (typeof value === 'string' ? fileWords[language.value].timeline.meet(timeText(value, languageTag.value)) : null),
  reviewOn: (value) => (typeof value === 'string' ? fileWords[language.value].timeline.reviewOn(day(value)) : null),
  outcome: (value) => (typeof value === 'string' ? wordFor(caseWords[language.value].attempt, value) : null),
  level: (value) => {
    const { level, supervision } = caseWords[language.value];
    if (typeof value === 'number') return fileWords[language.value].timeline.level(wordFor(level, value));
    return typeof value === 'string' ? wordFor(supervision, value) : null;
  },
};

function dataText(line: TimelineLine, names: ReadonlyMap<string, string>, city: ReasonLists): string[] {
  const isRuling = /^(grant|refuse)-/.test(line.action);
  const units = [...texts(line.data.units), ...texts(line.data.unit)].map((id) => names.get(id) ?? id);
  const toOthers = units.length > 0 && !isRuling && line.by.unit !== line.data.unit;
  // A ruling stands above its request in the file, which tells the ground.
  const shown = Object.entries(line.data).filter(([key]) => !(isRuling && key === 'reason'));
  const told = shown.map(([key, value]) => tellers[key]?.(value, city) ?? null);
  return [...(toOthers ? [fileWords[language.value].timeline.to(units.join('、'))] : []), ...told.filter((text) => text !== null)];
}

const amber: readonly string[] = [
  'urge',
  'refuse',
  'deny',
  'send-back',
  'ask',
  'dispute',
  'grant-return',
  'grant-suspension',
  'grant-termination',
  'supervise',
  'demand-recusal',
];

const toneOf = (line: TimelineLine): Tone => {
  if (amber.includes(line.action)) return 'amber';
  if (line.by.kind === 'platform') return 'plain';
  return line.by.kind === 'officer' ? 'banyan' : 'river';
};

/** The file's lines as they are read, the newest first. */
export function historyOf(view: UnitsOf, city: ReasonLists): TimelineEntry[] {
  const names = unitNames(view);
  const { did } = caseWords[language.value];
  return [...view.timeline].reverse().map((line) => ({
    id: line.id,
    at: line.at,
    title: wordFor(did, line.action),
    by: actorText(line),
    note: [...dataText(line, names, city), line.note].filter(Boolean).join('\n') || null,
    tone: toneOf(line),
  }));
}
