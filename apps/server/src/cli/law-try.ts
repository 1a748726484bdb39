import { resolve } from 'node:path';
import { loadCity } from '../app.ts';
import { countHistory, selectHistory } from '../modules/cases/index.ts';
import { type House, unitOfWork } from '../platform/context.ts';
import { readSettings } from '../platform/settings.ts';
import { openProgress } from '../replay/progress.ts';
import { readPair } from '../trial/pack-pair.ts';
import { emptyTrial, type Pair, type Trial, tryCase } from '../trial/try-law.ts';
import { type Command, done, readArguments } from './command.ts';
import { withHouse } from './with-house.ts';

const options = { json: { type: 'boolean' }, from: { type: 'string' }, to: { type: 'string' } } as const;
const pageSize = 500;

function dayIn(text: string | undefined, name: string, otherwise: Date): Date {
  if (text === undefined) return otherwise;
  const day = new Date(`${text}T00:00:00+08:00`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(day.getTime())) throw new Error(`--${name} is a day such as 2026-01-31.`);
  return day;
}

/** Walks every case of the window through the trial, page by page, so that memory stays flat. */
async function tryAll(house: House, pair: Pair, window: { from: Date; to: Date }, now: Date): Promise<Trial> {
  const trial = emptyTrial();
  const progress = openProgress(process.stderr, 'law try');
  const all = await unitOfWork(house, { kind: 'platform' }, now, (ctx) => countHistory(ctx, window));
  let after: { region: string; id: string } | null = null;
  for (;;) {
    const page = await unitOfWork(house, { kind: 'platform' }, now, (ctx) => selectHistory(ctx, window, after, pageSize));
    for (const past of page) tryCase(trial, pair, past, now);
    after = page.at(-1) ?? null;
    progress.step(trial.cases, all === 0 ? 1 : trial.cases / all);
    if (page.length < pageSize) break;
  }
  progress.done(trial.cases);
  return trial;
}

type Found = { count: number; examples: string[] };
const tellFound = (title: string, found: Map<string, Found>) =>
  found.size === 0
    ? [`${title}: none`]
    : [
        `${title}:`,
        ...[...found]
          .sort((a, b) => b[1].count - a[1].count)
          .map(([name, { count, examples }]) => `  ${name}: ${count}  (${examples.join(', ')})`),
      ];

const tell = (trial: Trial): string =>
  [
    `${trial.cases} cases and ${trial.clocks} clocks were tried.`,
    ...tellFound('Clocks with another end', trial.moved),
    ...tellFound('Would have been late', trial.becomesLate),
    ...tellFound('Would not have been late', trial.nolongerLate),
    ...tellFound('Steps that were taken and would not be allowed', trial.shut),
    ...tellFound('Would be routed otherwise', trial.routed),
    `  of these, ${trial.agreed} went to the newly named unit all the same; ${trial.returnsSaved.count} returns would not have been (${trial.returnsSaved.examples.join(', ') || '–'})`,
  ].join('\n');

const plain = (trial: Trial) =>
  Object.fromEntries(Object.entries(trial).map(([name, value]) => [name, value instanceof Map ? Object.fromEntries(value) : value]));

/** `law try CHANGE`: what a change of limits, workflow rows or responsibility would have meant for the cases that were, before it is switched on. */
export const run: Command['run'] = async (args, out) => {
  const { values, positionals } = readArguments(args, options, { least: 1, most: 1 });
  const settings = readSettings();
  const pair = readPair(settings.packDirectory, resolve(process.env.INIT_CWD ?? process.cwd(), positionals[0] ?? ''));
  const now = new Date();
  const window = { from: dayIn(values.from, 'from', new Date(0)), to: dayIn(values.to, 'to', new Date(now.getTime() + 1)) };
  const trial = await withHouse(settings, async (house) => {
    await loadCity(house, settings);
    return tryAll(house, pair, window, now);
  });
  out.print(values.json ? JSON.stringify(plain(trial)) : tell(trial));
  return done;
};
