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
const reporterClocks = new Set(['handle', 'rate', 'accept']);

async function tellReporter(ctx: Context, moved: CaseMoved) {
  if (!moved.told || moved.reporterId === null) return;
  const places = await placesOf(ctx.house);
  const unit = moved.action === 'dispatch' ? moved.leadUnit : (moved.unit ?? moved.deskUnit);
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
  const lead = moved.leadUnit;
  if (moved.action === 'call')
    for (const { unit, ...called } of moved.calledUnits.map(to))
      await tellUnit(ctx, {
        ...called,
        template: 'duty.called',
        data: { unit, caller: places.unitName(moved.unit ?? ''), dueAt: dueOf('call-sign', called.unitId) },
      });
  if (lead === null || !['dispatch', 'refuse', 'send-back', 'reopen'].includes(moved.action)) return;
  const { unit, ...told } = to(lead);
  const matter = await matterName(ctx, moved);
  if (moved.action === 'dispatch')
    await tellUnit(ctx, { ...told, template: 'duty.new', data: { unit, matter, dueAt: dueOf('sign', lead) } });
  else await tellUnit(ctx, { ...told, template: 'duty.refused', data: { unit, matter, dueAt: dueOf('rectify', lead) } });
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
