import type { MeasureName } from '../src/modules/appraisal/law/measures.ts';

/** A twin of the appraisal's counts, for the month of `appraisal-month.ts`. */

const from = Date.parse('2026-09-30T16:00:00Z');
const until = Date.parse('2026-10-31T16:00:00Z');

type Clock = {
  case_id: string;
  kind: string;
  unit_id: string;
  call_id: string | null;
  started_at: Date;
  due_at: Date;
  ended_at: Date | null;
};
type File = { id: string; number: string; area_code: string; lead_unit: string; desk_unit: string; nature: string };
type Line = { case_id: string; at: Date; action: string; data: { unit?: string; level?: number; reasons?: string[] } };
type Call = { case_id: string; unit_id: string; caller_unit: string; state: string; called_at: Date; ended_at: Date | null };

const inMonth = (at: Date | null) => at !== null && at.getTime() >= from && at.getTime() < until;

const measureOfKind: Record<string, MeasureName> = {
  sign: 'response',
  contact: 'contact',
  handle: 'on-time',
  rehandle: 'rectify',
  accept: 'accept',
  dispatch: 'dispatch',
  review: 'review',
  'call-sign': 'call-sign',
  'call-contact': 'call-contact',
  'on-site': 'report-in',
  'call-handle': 'call-finish',
};

type Scene = {
  files: ReadonlyMap<string, File>;
  clocks: Clock[];
  lines: Line[];
  calls: Call[];
  observe: (caseId: string, unit: string, measure: MeasureName, met: boolean) => void;
};

const isInTime = (clock: Clock): clock is Clock & { ended_at: Date } => clock.ended_at !== null && clock.ended_at <= clock.due_at;
const endsWith = (clock: Clock, other: { ended_at: Date | null }) => clock.ended_at?.getTime() === other.ended_at?.getTime();

function countDuties({ clocks, calls, observe }: Scene) {
  for (const clock of clocks) {
    const sameCase = clocks.filter(({ case_id }) => case_id === clock.case_id);
    const settledIn = isInTime(clock) ? inMonth(clock.ended_at) : clock.due_at.getTime() > from && clock.due_at.getTime() <= until;
    const takenBack = calls.some(
      (call) => call.case_id === clock.case_id && call.state === 'withdrawn' && clock.call_id !== null && endsWith(clock, call),
    );
    const byFinish = clock.kind === 'contact' && sameCase.some((other) => other.kind === 'handle' && endsWith(clock, other));
    const measure = measureOfKind[clock.kind];
    if (measure && settledIn && !(takenBack && isInTime(clock)))
      observe(clock.case_id, clock.unit_id, measure, isInTime(clock) && !byFinish);
  }
}

function countOrders({ files, clocks, lines, observe }: Scene) {
  for (const order of clocks.filter(({ kind, started_at }) => kind === 'sign' && inMonth(started_at))) {
    const ofCase = lines.filter(({ case_id }) => case_id === order.case_id);
    const granted = (action: string) =>
      ofCase.some((line) => line.action === action && line.data.unit === order.unit_id && line.at >= order.started_at);
    observe(order.case_id, order.unit_id, 'return', granted('grant-return'));
    observe(order.case_id, order.unit_id, 'extension', granted('grant-extension'));
    observe(order.case_id, order.unit_id, 'suspension', granted('grant-suspension'));
    observe(
      order.case_id,
      order.unit_id,
      'rehandle',
      clocks.some(({ case_id, kind }) => case_id === order.case_id && kind === 'rehandle'),
    );
    observe(
      order.case_id,
      files.get(order.case_id)?.desk_unit ?? '',
      'first-dispatch',
      !ofCase.some(({ action }) => action === 'grant-return'),
    );
  }
}

function countCalls({ calls, observe }: Scene) {
  for (const call of calls.filter(({ called_at }) => inMonth(called_at))) {
    observe(call.case_id, call.caller_unit, 'call-withdrawn', call.state === 'withdrawn');
    observe(call.case_id, call.caller_unit, 'call-error', false);
  }
}

function countJudgements({ files, lines, observe }: Scene) {
  for (const line of lines.filter(({ at, action }) => inMonth(at) && (action === 'rate' || action === 'close-unrated'))) {
    const file = files.get(line.case_id);
    const lead = file?.lead_unit ?? '';
    observe(line.case_id, lead, 'coverage', line.action === 'rate');
    if (line.action !== 'rate') continue;
    observe(line.case_id, lead, 'satisfaction', (line.data.level ?? 0) >= 3);
    if (file?.nature !== 'consult') observe(line.case_id, lead, 'resolution', !line.data.reasons?.includes('not-solved'));
  }
}

/** Counts the month that is laid in, one observation after the other and without a single join, by area, unit and measure. */
export async function countByHand(
  read: <T extends object>(text: string) => Promise<T[]>,
): Promise<Map<string, { count: number; met: number }>> {
  const files = new Map((await read<File>('select * from cases.case_file')).map((file) => [file.id, file]));
  const found = new Map<string, { count: number; met: number }>();
  const scene: Scene = {
    files,
    clocks: await read<Clock>('select * from cases.clock'),
    lines: await read<Line>('select * from cases.timeline'),
    calls: await read<Call>('select * from cases.case_call'),
    observe: (caseId, ofUnit, measure, met) => {
      const key = `${files.get(caseId)?.area_code} ${ofUnit} ${measure}`;
      const held = found.get(key) ?? { count: 0, met: 0 };
      found.set(key, { count: held.count + 1, met: held.met + Number(met) });
    },
  };
  for (const countFamily of [countDuties, countOrders, countCalls, countJudgements]) countFamily(scene);
  return found;
}
