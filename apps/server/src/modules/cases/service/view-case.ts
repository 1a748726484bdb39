import type { Context } from '#platform/context.ts';
import { unprocessable } from '#platform/refusal.ts';
import { type Matters, mattersOf } from '../../matters/index.ts';
import { type Places, placesOf } from '../../places/index.ts';
import { allowedRows, isAboutCall, type Law } from '../decide.ts';
import { lightOf } from '../limits.ts';
import { regionOfNumber } from '../number.ts';
import { mayOpenReporter, type Roles, rolesOf } from '../policy.ts';
import type { CaseView } from '../schema.ts';
import { type Held, type Story, selectCase, selectIdByNumber, selectStory } from '../store/read.ts';
import { factsOf, partsOf } from './facts.ts';
import { lawFor } from './laws.ts';
import { hiddenCase } from './refuse-action.ts';

const iso = (at: Date | string | null): string | null => (at === null ? null : new Date(at).toISOString());
const isoAt = (at: Date | string): string => new Date(at).toISOString();

type Scene = { places: Places; matters: Matters };

/** The whole case as this actor may see it, with what he may do now. */
export async function viewCase(ctx: Context, region: string, id: string): Promise<CaseView> {
  const held = await selectCase(ctx, region, id, false);
  if (!held) throw hiddenCase(ctx);
  return viewHeld(ctx, held);
}

/** As viewCase, of a case already read in this unit of work. */
export async function viewHeld(ctx: Context, held: Held): Promise<CaseView> {
  const scene = { places: await placesOf(ctx.house), matters: await mattersOf(ctx.house) };
  const roles = rolesOf(ctx.actor, partsOf(ctx, held));
  const forReporter = roles.has('reporter');
  const story = await selectStory(ctx, held.file.region, held.file.id, forReporter);
  return {
    ...headOf(held, scene),
    ...lawOfCase(held, scene),
    ...peopleOf(ctx, held, scene, roles),
    ...storyOf(ctx, held, story, scene, roles),
    actions: actionsOf(ctx, held, roles, await lawFor(ctx, held.file)),
  };
}

/** The case of a number; a mistyped digit is told apart from an unknown number. */
export async function viewCaseByNumber(ctx: Context, number: string): Promise<CaseView> {
  const region = regionOfNumber(number);
  if (!region)
    throw unprocessable('number.mistyped', 'The check digit of this number does not fit: one digit may be mistyped.', {
      example: '350102-20261124-000123-4',
    });
  const id = await selectIdByNumber(ctx, region, number);
  if (!id) throw hiddenCase(ctx);
  return viewCase(ctx, region, id);
}

function headOf({ file }: Held, { places, matters }: Scene) {
  const matter = file.matter_code ? matters.matter(file.area_code, file.matter_code) : undefined;
  return {
    region: file.region,
    id: file.id,
    number: file.number,
    version: file.version,
    state: file.state,
    round: file.round,
    title: file.title,
    content: file.content,
    nature: file.nature as CaseView['nature'],
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
    urgency: file.urgency,
    channel: file.channel,
    area: file.area_code,
    areaName: places.areaName(file.area_code),
    areaApproximate: file.area_approximate,
    address: file.address,
    point: file.lat !== null && file.lon !== null ? { lat: file.lat, lon: file.lon } : null,
    reportedAt: isoAt(file.reported_at),
    dispatchedAt: iso(file.dispatched_at),
    promiseAt: iso(file.promise_at),
    closedAt: iso(file.closed_at),
    askedAt: iso(file.asked_at),
    reply: file.reply,
    outcome: file.outcome,
    urgeCount: file.urge_count,
  };
}

function lawOfCase({ file }: Held, { places }: Scene) {
  const { request } = file;
  return {
    request: request && {
      kind: request.kind,
      reason: request.reason,
      note: request.note,
      unitName: request.unit && places.unitName(request.unit),
      reviewOn: request.reviewOn,
      askedAt: request.askedAt,
    },
    returnCount: file.return_count,
    returnedUnitNames: file.returned_units.map((id) => places.unitName(id)),
    designated: file.designated,
    extensionCount: file.extension_count,
    reviewOn: file.review_on,
    attemptCount: file.attempt_count,
    supervised: file.supervised,
    joinedTo: file.joined_to,
    followerCount: file.follower_count,
  };
}

/** The rated unit does not see who rated it how in words; the level belongs to the file once the case is closed (好差评: 评价人信息保密). */
function ratingOf(file: Held['file'], forReporter: boolean): CaseView['rating'] {
  if (file.rating_level === null) return null;
  return { level: file.rating_level, reasons: file.rating_reasons ?? [], note: forReporter ? file.rating_note : null };
}

function peopleOf(ctx: Context, { file }: Held, { places }: Scene, roles: Roles) {
  const forReporter = roles.has('reporter');
  const shown = file.identity === 'named' && !forReporter;
  const name = shown && file.reporter_name_sealed ? `${ctx.house.vault.open(file.reporter_name_sealed).slice(0, 1)}**` : null;
  return {
    reporter: {
      identity: file.identity,
      name,
      phoneMasked: file.identity !== 'anonymous' && file.reporter_phone_tail ? `*********${file.reporter_phone_tail}` : null,
      mine: forReporter,
      mayOpen: ctx.actor.kind === 'officer' && mayOpenReporter(file.identity, roles),
    },
    deskUnit: file.desk_unit,
    deskUnitName: places.unitName(file.desk_unit),
    leadUnit: file.lead_unit,
    leadUnitName: file.lead_unit ? places.unitName(file.lead_unit) : null,
    rating: ratingOf(file, forReporter),
  };
}

function storyOf(ctx: Context, held: Held, story: Story, { places }: Scene, roles: Roles) {
  const forReporter = roles.has('reporter');
  const unitName = (id: string | null) => (id ? places.unitName(id) : null);
  return {
    photos: story.photos.map((photo) => ({
      id: photo.file_id,
      stage: photo.stage as 'before' | 'after',
      address: `/api/photos/${photo.file_id}`,
    })),
    clocks: story.clocks.map((clock) => ({
      id: clock.id,
      kind: clock.kind,
      unit: clock.unit_id,
      unitName: unitName(clock.unit_id),
      call: clock.call_id,
      startedAt: isoAt(clock.started_at),
      dueAt: isoAt(clock.due_at),
      endedAt: iso(clock.ended_at),
      light: lightOf(
        {
          yellowAt: new Date(clock.yellow_at),
          redAt: new Date(clock.red_at),
          dueAt: new Date(clock.due_at),
          endedAt: clock.ended_at ? new Date(clock.ended_at) : null,
          isPaused: clock.pauses.at(-1)?.[1] === null,
        },
        ctx.now,
      ),
      extended: clock.extensions.length,
    })),
    calls: held.calls.map((call) => ({
      id: call.id,
      unit: call.unit_id,
      unitName: places.unitName(call.unit_id),
      callerUnit: call.caller_unit,
      callerUnitName: places.unitName(call.caller_unit),
      whistle: call.whistle,
      state: call.state,
      note: call.note,
      meetAt: iso(call.meet_at),
      calledAt: isoAt(call.called_at),
    })),
    timeline: story.timeline.map((line) => ({
      id: line.id,
      at: isoAt(line.at),
      action: line.action,
      from: line.from_state,
      to: line.to_state,
      // The reporter sees the office, not the officer's full name.
      by: {
        kind: line.actor_kind,
        name: line.actor_name && forReporter ? `${line.actor_name.slice(0, 1)}**` : line.actor_name,
        unit: line.unit_id,
        unitName: unitName(line.unit_id),
        account: roles.has('desk') && line.actor_kind === 'officer' ? line.actor_id : null,
      },
      note: line.note,
      data: line.data,
    })),
  };
}

/** Every action open to this actor, with what it needs; an action on a call is listed once for each call it fits. */
function actionsOf(ctx: Context, held: Held, roles: Roles, law: Law): CaseView['actions'] {
  const plain = allowedRows(factsOf(held, {}, ctx.now), new Set(roles.keys()), law)
    .filter((row) => !isAboutCall(row))
    .map((row) => ({ action: row.action, needs: [...(row.needs ?? [])], takes: [...(row.takes ?? [])], call: null }));
  const onCalls = held.calls.flatMap((call) =>
    allowedRows(factsOf(held, { call: call.id }, ctx.now), new Set(rolesOf(ctx.actor, partsOf(ctx, held, call.id)).keys()), law)
      .filter((row) => isAboutCall(row) && call.state !== 'finished' && call.state !== 'withdrawn')
      .map((row) => ({ action: row.action, needs: [...(row.needs ?? [])], takes: [...(row.takes ?? [])], call: call.id })),
  );
  const seen = new Set<string>();
  return [...plain, ...onCalls].filter((one) => {
    const key = `${one.action} ${one.call}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
