import {
  type ActionInput,
  type ActionName,
  fileReport,
  type Held,
  type NewReport,
  playStep,
  playTimers,
  settleTimers,
} from '../modules/cases/index.ts';
import { type Matters, mattersOf } from '../modules/matters/index.ts';
import { type Places, placesOf } from '../modules/places/index.ts';
import type { Context, House } from '../platform/context.ts';
import { Refusal } from '../platform/refusal.ts';
import type { HistoryRow } from './columns.ts';
import { channelOf, natureOf } from './exported-words.ts';
import type { History } from './history.ts';
import { type AreaNames, indexAreas, type NamedArea } from './name-index.ts';

export type Scene = { places: Places; matters: Matters; areas: AreaNames; matterByName: ReadonlyMap<string, string>; horizon: Date };
export type Played = { outcome: 'accepted' | 'repeated'; remarks: string[] };

const words = (row: HistoryRow) => [row.type, row.subtype].filter((part) => part !== undefined).join(' · ');

/** The point of a row where both numbers are sound; 0, 0 is how exports say that none is known. */
function pointOf(row: HistoryRow): Pick<NewReport, 'point'> {
  const [lat, lon] = [Number(row.lat ?? Number.NaN), Number(row.lon ?? Number.NaN)];
  const sound = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0);
  return sound ? { point: { lat, lon } } : {};
}

function textOf(row: HistoryRow): Pick<NewReport, 'content' | 'title'> {
  const content = (row.content ?? words(row)).slice(0, 4000);
  const title = row.title ?? (row.content ? undefined : words(row));
  return {
    content: content.length >= 2 ? content : `${words(row)}。。`.slice(0, 40),
    ...(title ? { title: title.slice(0, 120) } : {}),
  };
}

/** The report as its reporter could have filed it, from what the row still holds. */
export function reportOf(row: HistoryRow, scene: Scene): NewReport {
  const area = scene.areas.find(row);
  const matter = scene.matterByName.get(words(row)) ?? scene.matterByName.get(row.type ?? '');
  return {
    ...textOf(row),
    ...(area ? { area } : {}),
    ...pointOf(row),
    ...(row.place ? { address: row.place.slice(0, 200) } : {}),
    ...(matter ? { matter } : {}),
    channel: channelOf(row.channel ?? '') as NewReport['channel'],
    nature: (natureOf(row.nature) ?? 'other') as NewReport['nature'],
    identity: row.identity === 'named' ? 'named' : 'anonymous',
  };
}

/** Files the row through the real intake; a point outside the city or at odds with its district is dropped with a remark, and the named area stands. */
async function file(ctx: Context, report: NewReport, onceFor: string, sourceRef: string, remarks: string[]) {
  try {
    return await fileReport(ctx, report, { onceFor, sourceRef });
  } catch (error) {
    if (!(error instanceof Refusal) || !report.point || !['place.outside', 'place.contradiction'].includes(error.code)) throw error;
    remarks.push(`${error.code}: the point was left out`);
    const { point: _dropped, ...rest } = report;
    return fileReport(ctx, rest, { onceFor, sourceRef });
  }
}

/** Plays one row: intake at its own time, then what is known of its life as transitions, with the timers of the time between. */
export async function playRow(
  ctx: Context,
  row: HistoryRow,
  history: History,
  scene: Scene,
  onceFor: string,
  sourceRef: string,
): Promise<Played> {
  const remarks = [...history.remarks];
  const start = new Date(history.reportedAt);
  const report = reportOf(row, scene);
  const { reported, filedBefore, held } = await file({ ...ctx, now: start }, report, onceFor, sourceRef, remarks);
  // A row of this very line was done before an interruption; any other earlier one is a repetition in the export.
  if (filedBefore !== undefined) return { outcome: filedBefore === sourceRef ? 'accepted' : 'repeated', remarks: [] };
  if (!held) throw new Error('A case that was just filed is not at hand.');
  const life: Life = { held };
  const step: Step = async (at, action, input, as) => {
    life.held = await playTimers(ctx, life.held, at);
    life.held = await playStep({ ...ctx, now: at }, life.held, action, input, as);
  };
  const led = leadOf(row, report, reported.area, scene, remarks);
  await (led ? playHandling(step, life, history, led, reported.area, scene, remarks) : playAnswer(step, history, remarks));
  life.held = await playTimers(ctx, life.held, scene.horizon);
  await settleTimers(ctx, life.held, scene.horizon);
  return { outcome: 'accepted', remarks };
}

type Led = { unit: string; matter: string };
type Step = (at: Date, action: ActionName, input: ActionInput, as: Party) => Promise<void>;
type Party = Parameters<typeof playStep>[4];
/** The case as it is after the last step. */
type Life = { held: Held };

const replyOf = (history: History) => (history.reply.length >= 2 ? history.reply.slice(0, 4000) : '（原系统未导出答复）');

/** No matter fits the words: the desk answered by itself, or the case still waits for a person to choose one. */
async function playAnswer(step: Step, history: History, remarks: string[]) {
  const [start, end] = [new Date(history.reportedAt), new Date(history.finishedAt ?? history.reportedAt)];
  remarks.push('no matter of the responsibility list fits the words');
  await step(start, 'accept', {}, 'desk');
  if (history.end === 'withdrawn') await step(end, 'withdraw', {}, 'reporter');
  else if (history.end !== 'open') await step(end, 'answer', { reply: replyOf(history) }, 'desk');
}

async function playHandling(step: Step, life: Life, history: History, led: Led, area: string, scene: Scene, remarks: string[]) {
  const [start, end] = [new Date(history.reportedAt), new Date(history.finishedAt ?? history.reportedAt)];
  // When the export does not tell when a case was accepted, sent and signed, no delay is invented: it happened when it was reported.
  await step(start, 'accept', { matter: led.matter }, 'desk');
  if (history.end === 'rejected') return step(end, 'reject', { reason: 'not-government', reply: replyOf(history) }, 'desk');
  await step(start, 'dispatch', { unit: led.unit }, 'desk');
  await step(start, 'sign', {}, 'lead');
  const units = await handOver(step, start, history, led, area, scene, remarks);
  if (history.end === 'withdrawn') return step(end, 'withdraw', {}, 'reporter');
  if (history.end !== 'handled') return;
  if (units > 0) await endCalls(step, life, end);
  await step(end, 'finish', { reply: replyOf(history), note: '原系统记录办结' }, 'lead');
  await step(end, 'approve', {}, 'desk');
  if (history.level !== null) await step(end, 'rate', { level: history.level }, 'reporter');
}

/** Hand-overs beyond the first become calls to the units that the responsibility list names; how many more the export counts is noted. */
async function handOver(step: Step, at: Date, history: History, led: Led, area: string, scene: Scene, remarks: string[]): Promise<number> {
  const more = history.handovers - 1;
  if (more < 1) return 0;
  const matter = scene.matters.matter(area, led.matter);
  const known = matter
    ? [...new Set([...scene.places.leadUnits(area, matter), ...scene.places.coUnits(area, matter)])].filter((id) => id !== led.unit)
    : [];
  const units = known.slice(0, Math.min(more, 20));
  const note = `原系统转办 ${history.handovers} 次`;
  if (units.length > 0) await step(at, 'call', { units, note }, 'caller');
  if (units.length < more) {
    await step(at, 'note', { note: `${note}，其中 ${more - units.length} 次的单位未导出` }, 'involved');
    remarks.push(`${more - units.length} hand-overs to units that the export does not name`);
  }
  return units.length;
}

async function endCalls(step: Step, life: Life, end: Date) {
  for (const call of life.held.calls) {
    await step(end, 'report-in', { call: call.id, note: '原系统未导出到场时间' }, 'called');
    await step(end, 'finish-call', { call: call.id, note: '原系统记录办结' }, 'called');
  }
}

/** The matter of the report, or the one that its words suggest. */
function matterOf(row: HistoryRow, report: NewReport, area: string, matters: Matters) {
  const said = `${row.title ?? ''} ${row.content ?? ''} ${words(row)}`.slice(0, 600);
  const code = report.matter ?? matters.find({ q: said, area: area.slice(0, 6), limit: 1 })[0]?.code;
  return code === undefined ? undefined : matters.matter(area, code);
}

const unitNamed = (places: Places, agency: string, area: string) =>
  places.findUnits({ q: agency, area, limit: 20 }).find(({ kindName, name, nameEn }) => [kindName, name, nameEn].includes(agency));

/** Who led: the agency of the row where the pack knows it, else whom the responsibility list names for the matter its words suggest. */
function leadOf(row: HistoryRow, report: NewReport, area: string, { places, matters }: Scene, remarks: string[]): Led | undefined {
  const matter = matterOf(row, report, area, matters);
  if (!matter) return undefined;
  const { agency } = row;
  const named = agency ? unitNamed(places, agency, area) : undefined;
  if (agency && !named) remarks.push(`agency "${agency}" is not a unit of the pack; the list’s lead was taken`);
  const unit = named?.id ?? places.leadUnits(area, matter)[0];
  return unit === undefined ? undefined : { unit, matter: matter.code };
}

/** The scene of a run: the city’s places and matters with their names, read once. `horizon` is how far timers are followed. */
export async function openScene(house: House, aliases: ReadonlyMap<string, string>, horizon: Date): Promise<Scene> {
  const [places, matters] = [await placesOf(house), await mattersOf(house)];
  const areas: NamedArea[] = [];
  const walk = (code: string) => {
    for (const area of places.below(code)) {
      areas.push({ code: area.code, name: area.name, level: area.level, parent: area.parent });
      walk(area.code);
    }
  };
  walk(places.city.code);
  const matterByName = new Map(
    matters.all(places.city.code).flatMap((matter): [string, string][] => [
      [matter.nameEn, matter.code],
      [matter.name, matter.code],
    ]),
  );
  return { places, matters, areas: indexAreas(areas, aliases), matterByName, horizon };
}
