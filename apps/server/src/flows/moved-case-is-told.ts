import type { CaseMoved, ClockFired } from '../modules/cases/index.ts';
import { mattersOf } from '../modules/matters/index.ts';
import { sendSms, tell, tellUnit } from '../modules/notices/index.ts';
import { placesOf } from '../modules/places/index.ts';
import type { Context } from '../platform/context.ts';
import type { Flow } from '../platform/module.ts';

type About = { region: string; id: string; number: string };
type Tell = (ctx: Context, to: { accountId: string; about: About }, moved: CaseMoved, unit: string, dueAt: Date) => Promise<void>;

/** What the reporter is told after each step; a step without a line here is not told. */
const reporterHears: Partial<Record<CaseMoved['action'], Tell>> = {
  report: (ctx, to, _moved, _unit, dueAt) => tell(ctx, { ...to, template: 'case.reported', data: { dueAt } }),
  accept: (ctx, to, _moved, unit) => tell(ctx, { ...to, template: 'case.accepted', data: { unit } }),
  reject: (ctx, to) => tell(ctx, { ...to, template: 'case.rejected', data: {}, sms: true }),
  answer: (ctx, to) => tell(ctx, { ...to, template: 'case.answered', data: {}, sms: true }),
  dispatch: (ctx, to, _moved, unit, dueAt) => tell(ctx, { ...to, template: 'case.dispatched', data: { unit, dueAt } }),
  designate: (ctx, to, _moved, unit, dueAt) => tell(ctx, { ...to, template: 'case.dispatched', data: { unit, dueAt } }),
  'grant-return': (ctx, to, _moved, unit) => tell(ctx, { ...to, template: 'case.returned', data: { unit } }),
  'grant-extension': (ctx, to, _moved, _unit, dueAt) => tell(ctx, { ...to, template: 'case.extended', data: { dueAt }, sms: true }),
  'grant-suspension': (ctx, to, _moved, _unit, dueAt) => tell(ctx, { ...to, template: 'case.suspended', data: { dueAt }, sms: true }),
  resume: (ctx, to) => tell(ctx, { ...to, template: 'case.resumed', data: {} }),
  'grant-termination': (ctx, to) => tell(ctx, { ...to, template: 'case.terminated', data: {}, sms: true }),
  rectified: (ctx, to, _moved, _unit, dueAt) => tell(ctx, { ...to, template: 'case.rectified', data: { dueAt }, sms: true }),
  join: (ctx, to) => tell(ctx, { ...to, template: 'case.joined', data: {} }),
  follow: (ctx, to, _moved, _unit, dueAt) => tell(ctx, { ...to, template: 'case.finished', data: { dueAt }, sms: true }),
  'close-unreached': (ctx, to) => tell(ctx, { ...to, template: 'case.closed_unreached', data: {} }),
  sign: (ctx, to, _moved, unit) => tell(ctx, { ...to, template: 'case.signed', data: { unit } }),
  contact: (ctx, to, _moved, unit) => tell(ctx, { ...to, template: 'case.contacted', data: { unit } }),
  call: (ctx, to, _moved, unit) => tell(ctx, { ...to, template: 'case.called', data: { unit } }),
  'report-in': (ctx, to, _moved, unit) => tell(ctx, { ...to, template: 'case.reported_in', data: { unit } }),
  approve: (ctx, to, _moved, _unit, dueAt) => tell(ctx, { ...to, template: 'case.finished', data: { dueAt }, sms: true }),
  ask: (ctx, to) => tell(ctx, { ...to, template: 'case.asked', data: {}, sms: true }),
  'close-unrated': (ctx, to) => tell(ctx, { ...to, template: 'case.closed_unrated', data: {} }),
  reopen: (ctx, to) => tell(ctx, { ...to, template: 'case.reopened', data: {} }),
};

/** Who reported without an account is told his query code by phone. */
async function tellByPhone(ctx: Context, moved: CaseMoved) {
  if (!moved.contact) return;
  const { phone, code } = moved.contact;
  await sendSms(ctx, phone, { template: 'case.received', data: { code, dueAt: moved.clocks[0]?.dueAt ?? ctx.now }, about: moved });
}

/** The end that matters to a reporter: of the handling, of his judgement, or of the acceptance. */
const reporterClocks = new Set(['promise', 'rate', 'confirm', 'suspension', 'accept']);

async function tellReporter(ctx: Context, moved: CaseMoved) {
  if (!moved.told || moved.reporterId === null) return;
  const places = await placesOf(ctx.house);
  const named = moved.action === 'dispatch' || moved.action === 'designate';
  const unit = named ? moved.leadUnit : (moved.unit ?? moved.deskUnit);
  const due = moved.clocks.find((clock) => reporterClocks.has(clock.kind))?.dueAt ?? ctx.now;
  await reporterHears[moved.action]?.(ctx, { accountId: moved.reporterId, about: moved }, moved, unit ? places.unitName(unit) : '', due);
}

const matterName = async (ctx: Context, about: { areaCode: string; matterCode: string | null; title: string }) =>
  (about.matterCode && (await mattersOf(ctx.house)).matter(about.areaCode, about.matterCode)?.name) || about.title.slice(0, 30);

/** The units that have a new duty hear of it: the lead at dispatch, the called at the call, the lead again when the work is sent back or urged. */
async function tellUnits(ctx: Context, moved: CaseMoved) {
  const places = await placesOf(ctx.house);
  const dueOf = (kind: string, unitId: string) =>
    moved.clocks.find((clock) => clock.kind === kind && clock.unitId === unitId)?.dueAt ?? ctx.now;
  const to = (unitId: string) => ({ about: moved, unitId, permission: 'case.handle', unit: places.unitName(unitId) });
  await tellRuler(ctx, moved, places);
  const lead = moved.leadUnit;
  // Co-units named at dispatch are called by the lead.
  const caller = places.unitName((moved.action === 'call' ? moved.unit : lead) ?? '');
  for (const { unit, ...called } of moved.calledUnits.map(to))
    await tellUnit(ctx, { ...called, template: 'duty.called', data: { unit, caller, dueAt: dueOf('call-sign', called.unitId) } });
  if (lead === null || !unitHears[moved.action] || (moved.action === 'rate' && moved.to !== 'rectifying')) return;
  const { unit, ...told } = to(lead);
  const matter = await matterName(ctx, moved);
  await unitHears[moved.action]?.(ctx, told, { unit, matter }, (kind) => dueOf(kind, lead));
}

type Told = { about: About; unitId: string; permission: string };
type TellLead = (ctx: Context, told: Told, about: { unit: string; matter: string }, dueAt: (kind: string) => Date) => Promise<void>;

const newDuty: TellLead = (ctx, told, about, dueAt) =>
  tellUnit(ctx, { ...told, template: 'duty.new', data: { ...about, dueAt: dueAt('sign') } });
const again =
  (kind: string): TellLead =>
  (ctx, told, about, dueAt) =>
    tellUnit(ctx, { ...told, template: 'duty.refused', data: { ...about, dueAt: dueAt(kind) } });

/** What the lead hears after each step; a step without a line here is not told to it. */
const unitHears: Partial<Record<CaseMoved['action'], TellLead>> = {
  dispatch: newDuty,
  designate: newDuty,
  refuse: again('rehandle'),
  'send-back': again('rehandle'),
  reopen: again('rehandle'),
  deny: again('rectify'),
  rate: again('rectify'),
  urge: (ctx, told, about) => tellUnit(ctx, { ...told, template: 'duty.urged', data: about }),
  supervise: (ctx, told, { matter }, dueAt) =>
    tellUnit(ctx, { ...told, template: 'duty.supervised', data: { matter, dueAt: dueAt('supervision') } }),
};

/** A request is heard by the unit that rules on it, before its clock turns yellow. */
async function tellRuler(ctx: Context, moved: CaseMoved, places: Awaited<ReturnType<typeof placesOf>>) {
  const ruling = moved.clocks.find((clock) => clock.kind === 'ruling');
  if (!ruling?.unitId || !moved.unit) return;
  await tellUnit(ctx, {
    about: moved,
    unitId: ruling.unitId,
    permission: 'case.triage',
    template: 'duty.ruling',
    data: { unit: places.unitName(moved.unit), dueAt: ruling.dueAt },
  });
}

/** When a case moves, its reporter and the units with a new duty are told, in the transaction that moved it. */
export const movedCaseIsTold: Flow = (house) =>
  house.announcements.on('case.moved', async (ctx, moved) => {
    await tellByPhone(ctx, moved);
    await tellReporter(ctx, moved);
    await tellUnits(ctx, moved);
  });

/** When a duty nears its end or passes it, the unit hears of it; a reporter who is asked hears through the case. */
export const overdueDutyIsTold: Flow = (house) =>
  house.announcements.on('clock.fired', async (ctx, fired: ClockFired) => {
    if (fired.unitId === null || fired.step === 'yellow') return;
    const unit = (await placesOf(ctx.house)).unitName(fired.unitId);
    const matter = await matterName(ctx, fired);
    const about = { region: fired.region, id: fired.caseId, number: fired.number };
    await tellUnit(ctx, {
      about,
      unitId: fired.unitId,
      permission: 'case.read',
      template: fired.step === 'red' ? 'duty.due_soon' : 'duty.overdue',
      data: { unit, matter, dueAt: fired.dueAt },
    });
  });
