import { randomBytes } from 'node:crypto';
import { type Context, newId } from '#platform/context.ts';
import { claimFiles } from '#platform/files.ts';
import { unprocessable } from '#platform/refusal.ts';
import { cellsOf, type Places, placesOf } from '../../places/index.ts';
import { phoneOf } from '../../people/index.ts';
import { type Matters, mattersOf } from '../../matters/index.ts';
import { writeNumber } from '../number.ts';
import { redact } from '../redact.ts';
import type { NewReport, Reported } from '../schema.ts';
import { type Held, selectOnce } from '../store/read.ts';
import { insertCase, type NewCase, takeNumbers } from '../store/write.ts';
import { afterFiling } from './after-move.ts';
import { startClock } from './clocks.ts';

/** How a report enters besides its text: a replay or a flow says so. */
export type Intake = { onceFor?: string; sourceRef?: string };

type Spot = { areaCode: string; region: string; streetCode: string | null; approximate: boolean; lat: number | null; lon: number | null };

/** Crockford's base 32 without I, L, O and U: what a person can read out on the phone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const newPass = () => Array.from(randomBytes(10), (byte) => alphabet[byte & 31]).join('');

/** How a query code is kept and compared: by a keyed hash, as hexadecimal text. */
export const passHash = (ctx: Pick<Context, 'house'>, pass: string) =>
  ctx.house.vault.blindIndex(`case-pass:${pass.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')}`).toString('hex');

/**
 * Where a report belongs. A named area wins over what the point alone would give, because boundaries may be approximate; but point and
 * area must lie in the same county where boundaries are known.
 */
function spotOf(places: Places, report: NewReport): Spot {
  if (report.point && report.area) return namedSpot(places, report.area, report.point);
  if (report.point) {
    const found = places.locate(report.point);
    if (!found) throw unprocessable('place.outside', `This point lies outside ${places.city.name}.`, { allowed: 'a point inside the city, an area code, or no place' });
    const areaCode = (found.grid ?? found.community ?? found.street ?? found.county) as string;
    return { areaCode, region: found.county, streetCode: found.street ?? null, approximate: found.approximate, ...report.point };
  }
  const area = report.area ? places.area(report.area) : places.city;
  if (!area) throw unprocessable('area.unknown', `There is no area ${report.area}.`, { allowed: '/api/areas' });
  return { areaCode: area.code, region: area.region ?? area.code, streetCode: area.street ?? null, approximate: false, lat: null, lon: null };
}

function namedSpot(places: Places, code: string, point: { lat: number; lon: number }): Spot {
  const area = places.area(code);
  if (!area) throw unprocessable('area.unknown', `There is no area ${code}.`, { allowed: '/api/areas' });
  const found = places.locate(point);
  if (found && area.region !== null && found.county !== area.region)
    throw unprocessable('place.contradiction', `The point lies in ${places.areaName(found.county)}, the named area in ${places.areaName(area.region)}.`, { point: found.county, area: area.region });
  return { areaCode: area.code, region: area.region ?? area.code, streetCode: area.street ?? null, approximate: false, ...point };
}

async function who(ctx: Context, report: NewReport) {
  const resident = ctx.actor.kind === 'resident' ? ctx.actor : undefined;
  const identity = report.identity ?? (resident ? 'named' : 'anonymous');
  const known = identity !== 'anonymous';
  const name = known ? (report.name ?? resident?.name) : undefined;
  const phone = known ? (report.phone?.replaceAll(/[ -]/g, '') ?? (resident && (await phoneOf(ctx, resident.accountId)))) : undefined;
  const { vault } = ctx.house;
  return {
    identity,
    reporter_id: known && resident ? resident.accountId : null,
    reporter_name_sealed: name ? vault.seal(name) : null,
    reporter_phone_sealed: phone ? vault.seal(phone) : null,
    reporter_phone_tail: phone ? phone.slice(-2) : null,
    filed_by: ctx.actor.kind === 'officer' ? ctx.actor.accountId : null,
  };
}

const blocks = new Map<string, { next: number; last: number; filling?: Promise<void> }>();
const blockSize = 16;

/** The next running number of a county and day, from this process's own block. */
async function nextNumber(ctx: Context, region: string, on: string): Promise<number> {
  const key = `${region} ${on}`;
  for (;;) {
    const block = blocks.get(key);
    if (block && !block.filling && block.next <= block.last) return block.next++;
    if (block?.filling) {
      await block.filling;
      continue;
    }
    const fresh: { next: number; last: number; filling?: Promise<void> } = { next: 1, last: 0 };
    fresh.filling = takeNumbers(ctx, region, on, blockSize).then(
      (first) => {
        fresh.next = first;
        fresh.last = first + blockSize - 1;
        delete fresh.filling;
      },
      (error: unknown) => {
        blocks.delete(key);
        throw error;
      },
    );
    if (blocks.size > 500) blocks.clear();
    blocks.set(key, fresh);
    await fresh.filling;
  }
}

const titleOf = (report: NewReport, content: string) => redact(report.title?.trim() || '') || (content.split(/[。！？!?\n]/)[0] ?? content).slice(0, 40);

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
export const reportCase = async (ctx: Context, report: NewReport, intake: Intake = {}): Promise<Reported> => (await fileReport(ctx, report, intake)).reported;

/** As reportCase; also tells whether the case had been filed before, and from which line of which source. */
export async function fileReport(ctx: Context, report: NewReport, intake: Intake): Promise<{ reported: Reported; filedBefore: string | null | undefined; held?: Held }> {
  const [places, matters] = await Promise.all([placesOf(ctx.house), mattersOf(ctx.house)]);
  const spot = spotOf(places, report);
  if (intake.onceFor) {
    const first = await selectOnce(ctx, spot.region, intake.onceFor);
    if (first) return { reported: answerOf(places, first, spot.areaCode, null, null), filedBefore: first.source_ref };
  }
  const matter = matterOf(matters, spot, report.matter);
  const photos = await claimFiles(ctx, report.photos);
  const id = newId(ctx.now);
  const number = writeNumber(spot.region, matters.dayOf(ctx.now), await nextNumber(ctx, spot.region, matters.dayOf(ctx.now)));
  const content = redact(report.content.trim());
  const desk = places.desk(spot.areaCode);
  const reporter = await who(ctx, report);
  const pass = reporter.reporter_id ? null : newPass();
  const cells = spot.lat === null || spot.lon === null ? { h3_7: null, h3_8: null } : cellsOf({ lat: spot.lat, lon: spot.lon });
  const file: NewCase = {
    region: spot.region,
    id,
    number,
    state: 'reported',
    title: titleOf(report, content),
    content,
    content_sealed: content === report.content.trim() ? null : ctx.house.vault.seal(report.content.trim()),
    nature: report.nature ?? matter?.nature ?? null,
    matter_code: matter?.code ?? null,
    urgency: matter?.urgency ?? 'ordinary',
    channel: report.channel ?? (ctx.actor.kind === 'officer' ? 'phone' : 'app'),
    area_code: spot.areaCode,
    street_code: spot.streetCode,
    area_approximate: spot.approximate,
    address: report.address ? redact(report.address) : null,
    lat: spot.lat,
    lon: spot.lon,
    ...cells,
    ...reporter,
    no_reply: report.noReply ?? false,
    pass_hash: pass ? passHash(ctx, pass) : null,
    desk_unit: desk,
    involved_units: [desk],
    reported_at: ctx.now,
    source_ref: intake.sourceRef ?? null,
    once_for: intake.onceFor ?? null,
  };
  const clock = startClock(ctx, matters, 'accept', { areaCode: spot.areaCode, matterCode: file.matter_code, urgency: file.urgency, desk, lead: null, called: null, callId: null });
  const line = { id: newId(ctx.now), action: 'report', from_state: null, to_state: 'reported' as const, round: 1, ...filedBy(ctx), note: null, data: { channel: file.channel }, open_to_reporter: true };
  await insertCase(ctx, file, line, [clock], photos);
  await ctx.house.announcements.announce(ctx, 'case.moved', {
    region: file.region, id, number, title: file.title, action: 'report', from: null, to: 'reported', round: 1, matterCode: file.matter_code, areaCode: file.area_code,
    deskUnit: desk, leadUnit: null, calledUnits: [], unit: null, clocks: [{ kind: 'accept', unitId: desk, dueAt: clock.due_at }], reporterId: file.reporter_id, told: !file.no_reply, reply: null,
    ...(report.phone && pass && reporter.identity !== 'anonymous' ? { contact: { phone: report.phone.replaceAll(/[ -]/g, ''), code: pass } } : {}),
  });
  return { reported: answerOf(places, file, spot.areaCode, pass, clock.due_at), filedBefore: undefined, held: afterFiling(file, [clock]) };
}

function filedBy(ctx: Context) {
  const { actor } = ctx;
  if (actor.kind === 'officer') return { actor_kind: 'officer', actor_id: actor.accountId, actor_name: actor.name, unit_id: actor.appointments[0]?.unitId ?? null };
  if (actor.kind === 'resident') return { actor_kind: 'resident', actor_id: actor.accountId, actor_name: null, unit_id: null };
  return { actor_kind: actor.kind, actor_id: null, actor_name: null, unit_id: null };
}

const answerOf = (places: Places, file: Pick<NewCase, 'region' | 'id' | 'number' | 'state'>, area: string, queryCode: string | null, dueAt: Date | null): Reported => ({
  region: file.region,
  id: file.id,
  number: file.number,
  queryCode,
  state: file.state,
  area,
  areaName: places.areaName(area),
  acceptDueAt: dueAt ? dueAt.toISOString() : null,
});
