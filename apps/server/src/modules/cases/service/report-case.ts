import { randomBytes } from 'node:crypto';
import { type Context, newId } from '#platform/context.ts';
import { claimFiles } from '#platform/files.ts';
import { unprocessable } from '#platform/refusal.ts';
import { type Matters, mattersOf } from '../../matters/index.ts';
import { cellsOf, type Places, placesOf } from '../../places/index.ts';
import type { CaseMoved } from '../events.ts';
import { writeNumber } from '../number.ts';
import { redact } from '../redact.ts';
import type { NewReport, Reported } from '../schema.ts';
import { insertCase } from '../store/file.ts';
import { type Held, selectOnce } from '../store/read.ts';
import type { NewCase, NewClock } from '../store/write.ts';
import { afterFiling } from './after-move.ts';
import { startClock } from './clocks.ts';
import { findSpot, type Spot } from './find-spot.ts';
import { knowReporter, writtenPhone } from './know-reporter.ts';
import { nextNumber } from './next-number.ts';
import { refuseRepeat } from './refuse-repeat.ts';

/** How a report enters besides its text: a replay or a flow says so. */
export type Intake = { onceFor?: string; sourceRef?: string };

/** Crockford's base 32 without I, L, O and U: what a person can read out on the phone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const newPass = () => Array.from(randomBytes(10), (byte) => alphabet[byte & 31]).join('');

/** How a query code is kept and compared: by a keyed hash, as hexadecimal text. */
export const passHash = (ctx: Pick<Context, 'house'>, pass: string) =>
  ctx.house.vault.blindIndex(`case-pass:${pass.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')}`).toString('hex');

const longestTitle = 40;

/** The reporter's own title, else the first sentence, shortened with a mark that it goes on. */
function titleOf(report: NewReport, content: string): string {
  const own = redact(report.title?.trim() || '');
  if (own) return own;
  const first = content.split(/[。！？!?\n]/)[0] || content;
  return first.length > longestTitle ? `${first.slice(0, longestTitle - 1)}…` : first;
}

function matterOf(matters: Matters, spot: Spot, code: string | undefined) {
  if (code === undefined) return undefined;
  const matter = matters.matter(spot.areaCode, code);
  if (!matter) throw unprocessable('matter.unknown', `The responsibility list has no matter ${code}.`, { allowed: '/api/matters' });
  return matter;
}

/**
 * Takes a report: finds the place and its desk, masks personal data in the text, gives a number, starts the desk's clock.
 * Reporters who are not signed in get a query code once. A repeated `onceFor` gets the first case.
 */
export const reportCase = async (ctx: Context, report: NewReport, intake: Intake = {}): Promise<Reported> =>
  (await fileReport(ctx, report, intake)).reported;

type Filing = { reported: Reported; filedBefore: string | null | undefined; held?: Held };

/** As reportCase; also tells whether the case had been filed before, and from which line of which source. */
export async function fileReport(ctx: Context, report: NewReport, intake: Intake): Promise<Filing> {
  const [places, matters] = await Promise.all([placesOf(ctx.house), mattersOf(ctx.house)]);
  const spot = findSpot(places, report);
  const first = intake.onceFor && (await selectOnce(ctx, spot.region, intake.onceFor));
  if (first) return { reported: answerOf(places, first, spot.areaCode, null, null), filedBefore: first.source_ref };
  const matter = matterOf(matters, spot, report.matter);
  await refuseRepeat(ctx, spot, matter?.code, report);
  const photos = await claimFiles(ctx, report.photos);
  const id = newId(ctx.now);
  const day = matters.dayOf(ctx.now);
  const number = writeNumber(spot.region, day, await nextNumber(ctx, spot.region, day));
  const desk = places.desk(spot.areaCode);
  const reporter = await knowReporter(ctx, report);
  const pass = reporter.reporter_id ? null : newPass();
  const file: NewCase = {
    region: spot.region,
    id,
    number,
    state: 'reported',
    ...wordsOf(ctx, report),
    ...subjectOf(report, matter),
    channel: report.channel ?? (ctx.actor.kind === 'officer' ? 'phone' : 'app'),
    ...placeOf(spot),
    ...reporter,
    no_reply: report.noReply === true,
    pass_hash: pass && passHash(ctx, pass),
    desk_unit: desk,
    involved_units: [desk],
    reported_at: ctx.now,
    source_ref: intake.sourceRef ?? null,
    once_for: intake.onceFor ?? null,
  };
  const scene = {
    areaCode: spot.areaCode,
    reportedOn: day,
    matterCode: file.matter_code,
    urgency: file.urgency,
    desk,
    superior: places.desk(spot.region),
    lead: null,
    called: null,
    callId: null,
  };
  const clock = startClock(ctx, matters, 'accept', scene);
  insertCase(ctx, file, firstLine(ctx, file), [clock], photos);
  await ctx.house.announcements.announce(ctx, 'case.moved', { ...movedFact(file, clock), ...contactOf(report, reporter.identity, pass) });
  return {
    reported: answerOf(places, file, spot.areaCode, pass, clock.due_at),
    filedBefore: undefined,
    held: afterFiling(file, [clock], ctx.now),
  };
}

/** The text as everybody reads it; where something was masked the original is kept sealed. */
function wordsOf(ctx: Context, report: NewReport) {
  const written = [report.content, report.newFacts].filter(Boolean).join('\n').trim();
  const content = redact(written);
  return {
    title: titleOf(report, content),
    content,
    content_sealed: content === written ? null : ctx.house.vault.seal(written),
    address: report.address ? redact(report.address) : null,
  };
}

const subjectOf = (report: NewReport, matter: ReturnType<typeof matterOf>) =>
  matter
    ? { nature: report.nature ?? matter.nature, matter_code: matter.code, urgency: matter.urgency }
    : { nature: report.nature ?? null, matter_code: null, urgency: 'ordinary' };

const placeOf = ({ areaCode, streetCode, approximate, lat, lon }: Spot) => ({
  area_code: areaCode,
  street_code: streetCode,
  area_approximate: approximate,
  lat,
  lon,
  ...(lat === null || lon === null ? { h3_7: null, h3_8: null } : cellsOf({ lat, lon })),
});

const firstLine = (ctx: Context, file: NewCase) => ({
  id: newId(ctx.now),
  action: 'report',
  from_state: null,
  to_state: file.state,
  round: 1,
  ...filedBy(ctx),
  note: null,
  data: { channel: file.channel },
  open_to_reporter: true,
});

const movedFact = (file: NewCase, clock: NewClock): CaseMoved => ({
  region: file.region,
  id: file.id,
  number: file.number,
  title: file.title,
  action: 'report',
  from: null,
  to: file.state,
  round: 1,
  matterCode: file.matter_code,
  areaCode: file.area_code,
  deskUnit: file.desk_unit,
  leadUnit: null,
  calledUnits: [],
  unit: null,
  clocks: [{ kind: 'accept', unitId: file.desk_unit, dueAt: clock.due_at }],
  reporterId: file.reporter_id,
  followers: 0,
  told: !file.no_reply,
  reply: null,
});

/** Where a reporter without an account is told his query code; an anonymous one has it on the page alone. */
function contactOf(report: NewReport, identity: string, code: string | null): Pick<CaseMoved, 'contact'> {
  const phone = writtenPhone(report);
  return phone && code && identity !== 'anonymous' ? { contact: { phone, code } } : {};
}

function filedBy(ctx: Context) {
  const { actor } = ctx;
  if (actor.kind === 'officer')
    return { actor_kind: 'officer', actor_id: actor.accountId, actor_name: actor.name, unit_id: actor.appointments[0]?.unitId ?? null };
  if (actor.kind === 'resident') return { actor_kind: 'resident', actor_id: actor.accountId, actor_name: null, unit_id: null };
  return { actor_kind: actor.kind, actor_id: null, actor_name: null, unit_id: null };
}

const answerOf = (
  places: Places,
  file: Pick<NewCase, 'region' | 'id' | 'number' | 'state'>,
  area: string,
  queryCode: string | null,
  dueAt: Date | null,
): Reported => ({
  region: file.region,
  id: file.id,
  number: file.number,
  queryCode,
  state: file.state,
  area,
  areaName: places.areaName(area),
  acceptDueAt: dueAt ? dueAt.toISOString() : null,
});
