import type { Matters, ReasonList } from '../../matters/index.ts';
import type { Places } from '../../places/index.ts';
import type { Held, Story } from '../store/read.ts';
import type { LookTable } from '../tables.ts';
import type { CaseDocument, FileArea, FileCall, FileClock, FileLine, Named, Reader, Sealed, Told } from './document.ts';
import { stepOf } from './words.ts';

export type PhotoDigest = { id: string; mediaType: string; byteCount: number; sha256: string };
export type Look = Pick<LookTable, 'at' | 'officer_name' | 'unit_id' | 'purpose' | 'fields'>;

/** Everything from which a file is written; the same material always makes the same file. */
export type Material = {
  held: Held;
  story: Story;
  looks: readonly Look[];
  photos: readonly PhotoDigest[];
  places: Places;
  matters: Matters;
  caller: { name: Sealed | null; phone: Sealed | null };
  draft: boolean;
  at: Date;
};

const iso = (at: Date | string): string => new Date(at).toISOString();
const isoOrNone = (at: Date | string | null): string | null => (at === null ? null : iso(at));
const shortened = (name: string) => `${name.slice(0, 1)}**`;

const unitIn =
  (places: Places) =>
  (id: string): Named => ({ id, name: places.unitName(id, 'zh'), nameEn: places.unitName(id, 'en') });

const areaIn = (places: Places, code: string): FileArea => ({
  code,
  name: places.areaName(code, 'zh'),
  nameEn: places.areaName(code, 'en'),
});

/** The file of a case for one kind of reader. Pure. */
export function writeDocument(material: Material, reader: Reader): CaseDocument {
  const { held, story, places, matters } = material;
  const { file } = held;
  const unit = unitIn(places);
  const lines = linesOf(material, reader);
  const matter = file.matter_code ? matters.matter(file.area_code, file.matter_code) : undefined;
  return {
    format: 'banyan-case-file',
    formatVersion: 1,
    reader,
    draft: material.draft,
    at: iso(material.at),
    city: { code: places.city.code, name: places.city.name, nameEn: places.city.nameEn, zone: places.city.zone },
    case: headOf(material),
    caller: { identity: file.identity, wantsNoReply: file.no_reply, ...material.caller },
    matter: matter
      ? {
          code: matter.code,
          name: matter.name,
          nameEn: matter.nameEn,
          category: matter.category,
          closing: matter.closing,
          basis: matter.basis,
        }
      : null,
    desk: unit(file.desk_unit),
    lead: file.lead_unit ? unit(file.lead_unit) : null,
    acceptance: acceptanceOf(lines),
    lines,
    clocks: story.clocks.map((clock) => clockOf(clock, places)),
    calls: held.calls.map((call) => callOf(call, places)),
    reply: file.reply,
    rating:
      file.rating_level === null
        ? null
        : { level: file.rating_level, reasons: file.rating_reasons ?? [], note: reader === 'reporter' ? file.rating_note : null },
    photos: photosOf(material),
    looks: { count: material.looks.length, lines: reader === 'reporter' ? looksOf(material) : null },
    legend: legendOf(material, lines),
  };
}

function headOf({ held: { file }, places }: Material): CaseDocument['case'] {
  return {
    region: file.region,
    id: file.id,
    number: file.number,
    version: file.version,
    state: file.state,
    round: file.round,
    title: file.title,
    content: file.content,
    nature: file.nature,
    urgency: file.urgency,
    channel: file.channel,
    area: areaIn(places, file.area_code),
    areaApproximate: file.area_approximate,
    address: file.address,
    point: file.lat !== null && file.lon !== null ? { lat: file.lat, lon: file.lon } : null,
    reportedAt: iso(file.reported_at),
    dispatchedAt: isoOrNone(file.dispatched_at),
    promiseAt: isoOrNone(file.promise_at),
    askedAt: isoOrNone(file.asked_at),
    closedAt: isoOrNone(file.closed_at),
    outcome: file.outcome,
    counts: {
      urged: file.urge_count,
      returned: file.return_count,
      extended: file.extension_count,
      suspended: file.suspension_count,
      attempts: file.attempt_count,
      followers: file.follower_count,
    },
    designated: file.designated,
    supervised: file.supervised,
    joinedTo: file.joined_to,
  };
}

function linesOf({ story, places }: Material, reader: Reader): FileLine[] {
  const unit = unitIn(places);
  return story.timeline
    .filter((line) => reader === 'office' || line.open_to_reporter)
    .map((line) => ({
      step: line.step,
      at: iso(line.at),
      chapter: stepOf(line.action).chapter,
      action: line.action,
      from: line.from_state,
      to: line.to_state,
      round: line.round,
      by: {
        kind: line.actor_kind,
        name: line.actor_name && reader === 'reporter' ? shortened(line.actor_name) : line.actor_name,
        unit: line.unit_id ? unit(line.unit_id) : null,
      },
      note: line.note,
      data: line.data as FileLine['data'],
    }));
}

const textsIn = (told: Told): string[] => {
  if (typeof told === 'string') return [told];
  return told !== null && typeof told === 'object' ? Object.values(told).flatMap(textsIn) : [];
};

const reasonLists: readonly ReasonList[] = ['reject', 'rate', 'refuse', 'return', 'suspend', 'terminate'];

function legendOf({ held: { file }, places, matters }: Material, lines: readonly FileLine[]): CaseDocument['legend'] {
  const texts = new Set([...lines.flatMap(({ data }) => textsIn(data)), ...(file.rating_reasons ?? [])]);
  const named = [...texts].filter((text) => places.unit(text) !== undefined).sort();
  const reasons = new Map(reasonLists.flatMap((list) => matters.reasons(list).map((reason) => [reason.code, reason] as const)));
  const called = [...texts].sort().flatMap((text) => reasons.get(text) ?? []);
  return { units: named.map(unitIn(places)), reasons: called.map(({ code, zh, en }) => ({ code, name: zh, nameEn: en })) };
}

const accepting = new Set(['accept', 'reject', 'answer']);

function acceptanceOf(lines: readonly FileLine[]): CaseDocument['acceptance'] {
  const line = lines.find(({ action }) => accepting.has(action));
  return line ? { step: line.step, at: line.at, action: line.action, by: line.by } : null;
}

const verdictOf = (dueAt: string, endedAt: string | null) => (endedAt === null ? 'open' : endedAt <= dueAt ? 'met' : 'missed');

function clockOf(clock: Story['clocks'][number], places: Places): FileClock {
  const [dueAt, endedAt] = [iso(clock.due_at), isoOrNone(clock.ended_at)];
  return {
    kind: clock.kind,
    unit: clock.unit_id ? unitIn(places)(clock.unit_id) : null,
    call: clock.call_id,
    startedAt: iso(clock.started_at),
    dueAt,
    endedAt,
    verdict: verdictOf(dueAt, endedAt),
    limit: clock.time_limit,
    extensions: clock.extensions,
    pauses: clock.pauses.map(([from, to]) => ({ from: iso(from), to: isoOrNone(to) })),
    basis: clock.basis,
  };
}

function callOf(call: Held['calls'][number], places: Places): FileCall {
  const unit = unitIn(places);
  return {
    id: call.id,
    unit: unit(call.unit_id),
    caller: unit(call.caller_unit),
    whistle: call.whistle,
    state: call.state,
    note: call.note,
    meetAt: isoOrNone(call.meet_at),
    calledAt: iso(call.called_at),
    contactedAt: isoOrNone(call.contacted_at),
    reportedInAt: isoOrNone(call.reported_in_at),
    endedAt: isoOrNone(call.ended_at),
  };
}

function photosOf({ story, photos }: Material): CaseDocument['photos'] {
  const digests = new Map(photos.map((photo) => [photo.id, photo]));
  return story.photos.flatMap(({ file_id, stage }) => {
    const digest = digests.get(file_id);
    return digest ? [{ ...digest, stage }] : [];
  });
}

const looksOf = ({ looks, places }: Material) =>
  looks
    .map((look) => ({
      at: iso(look.at),
      officer: shortened(look.officer_name),
      unit: unitIn(places)(look.unit_id),
      purpose: look.purpose,
      fields: look.fields,
    }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
