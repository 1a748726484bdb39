import type { Chapter } from './words.ts';

/** For whom a file is written: offices do not read the words of a rating, the reporter reads neither working notes nor full names of officers. */
export type Reader = 'office' | 'reporter';
export const readers: readonly Reader[] = ['office', 'reporter'];

/** A personal field that the file does not tell: as it is shown, and a salted digest by which a value opened later is proved to be the same. */
export type Sealed = { masked: string | null; digest: string };

export type Named = { id: string; name: string; nameEn: string };
export type FileArea = { code: string; name: string; nameEn: string };

export type FileLine = {
  step: number;
  at: string;
  chapter: Chapter;
  action: string;
  from: string | null;
  to: string;
  round: number;
  by: { kind: string; name: string | null; unit: Named | null };
  note: string | null;
  data: { [name: string]: Told };
};
export type Told = null | boolean | number | string | readonly Told[] | { readonly [name: string]: Told };

export type FileClock = {
  kind: string;
  unit: Named | null;
  call: string | null;
  startedAt: string;
  dueAt: string;
  endedAt: string | null;
  verdict: 'met' | 'missed' | 'open';
  limit: string;
  extensions: string[];
  pauses: { from: string; to: string | null }[];
  basis: string;
};

export type FileCall = {
  id: string;
  unit: Named;
  caller: Named;
  whistle: string;
  state: string;
  note: string;
  meetAt: string | null;
  calledAt: string;
  contactedAt: string | null;
  reportedInAt: string | null;
  endedAt: string | null;
};

/** The whole of a case as it is put on file (济南市12345市民服务热线条例 第二十二条: the record of the whole process). Instants are ISO 8601 in UTC. */
export type CaseDocument = {
  format: 'banyan-case-file';
  formatVersion: 1;
  reader: Reader;
  draft: boolean;
  /** When the case was archived; of a draft, when it was asked for. */
  at: string;
  city: FileArea & { zone: string };
  case: {
    region: string;
    id: string;
    number: string;
    version: number;
    state: string;
    round: number;
    title: string;
    content: string;
    nature: string | null;
    urgency: string;
    channel: string;
    area: FileArea;
    areaApproximate: boolean;
    address: string | null;
    point: { lat: number; lon: number } | null;
    reportedAt: string;
    dispatchedAt: string | null;
    promiseAt: string | null;
    askedAt: string | null;
    closedAt: string | null;
    outcome: string | null;
    counts: { urged: number; returned: number; extended: number; suspended: number; attempts: number; followers: number };
    designated: boolean;
    supervised: string | null;
    joinedTo: string | null;
  };
  caller: { identity: string; wantsNoReply: boolean; name: Sealed | null; phone: Sealed | null };
  matter: { code: string; name: string; nameEn: string; category: string; closing: string; basis: string } | null;
  desk: Named;
  lead: Named | null;
  acceptance: { step: number; at: string; action: string; by: FileLine['by'] } | null;
  lines: FileLine[];
  clocks: FileClock[];
  calls: FileCall[];
  reply: string | null;
  rating: { level: number; reasons: string[]; note: string | null } | null;
  photos: { id: string; stage: string; mediaType: string; byteCount: number; sha256: string }[];
  /** Every look at the caller’s contact; offices read how many. */
  looks: { count: number; lines: { at: string; officer: string; unit: Named; purpose: string; fields: string[] }[] | null };
  /** The names of units and reasons that the steps call by code, so that the file can be read on its own. */
  legend: { units: Named[]; reasons: { code: string; name: string; nameEn: string }[] };
};
