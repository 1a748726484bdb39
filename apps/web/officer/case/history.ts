import type { CaseView, City, TimelineLine } from '@banyan/api-client';
import { caseWords, labelOf, language, languageTag, type TimelineEntry, type Tone, timeText, wordFor } from '@banyan/ui';
import { fileWords } from '../words/file-words.ts';

/** Names of the units that take part in a case, by id. */
export function unitNames(view: CaseView): ReadonlyMap<string, string> {
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

/** What a line's data tells in words; keys that this page does not know stay in the file and are not shown. */
function dataText(line: TimelineLine, names: ReadonlyMap<string, string>, city: City): string[] {
  const words = fileWords[language.value].timeline;
  const { data } = line;
  const known = (list: readonly { code: string; zh: string; en: string }[], code: string) => {
    const found = list.find((one) => one.code === code);
    return found ? labelOf(found) : code;
  };
  const said: string[] = [];
  const units = [...texts(data.units), ...texts(data.unit)].map((id) => names.get(id) ?? id);
  if (units.length > 0 && line.by.unit !== data.unit) said.push(words.to(units.join('、')));
  for (const code of texts(data.reason)) said.push(words.reason(known(city.rejectReasons, code)));
  const reasons = texts(data.reasons).map((code) => known([...city.rateReasons, ...city.refuseReasons], code));
  if (reasons.length > 0) said.push(words.reason(reasons.join('、')));
  if (typeof data.meetAt === 'string') said.push(words.meet(timeText(data.meetAt, languageTag.value)));
  if (typeof data.level === 'number') said.push(words.level(wordFor(caseWords[language.value].level, data.level)));
  return said;
}

const toneOf = (line: TimelineLine): Tone => {
  if (['urge', 'refuse', 'send-back', 'ask'].includes(line.action)) return 'amber';
  if (line.by.kind === 'platform') return 'plain';
  return line.by.kind === 'officer' ? 'banyan' : 'river';
};

/** The file's lines as they are read, the newest first. */
export function historyOf(view: CaseView, city: City): TimelineEntry[] {
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
