import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { loadCity } from '../app.ts';
import { readAliases } from '../flows/read-aliases.ts';
import { mattersOf } from '../modules/matters/index.ts';
import { readSettings } from '../platform/settings.ts';
import { parseMap } from '../replay/columns.ts';
import { offsetsOf } from '../replay/history.ts';
import { replay, type Summary } from '../replay/run.ts';
import { type Command, done, readArguments } from './command.ts';
import { withHouse } from './with-house.ts';

const options = {
  json: { type: 'boolean' },
  pack: { type: 'string' },
  map: { type: 'string' },
  lanes: { type: 'string' },
  refused: { type: 'string' },
  restart: { type: 'boolean' },
} as const;

const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} % (${part} of ${whole})`);

function tell(
  file: string,
  { rows, accepted, refused, repeated, remarked, seconds, rowsPerSecond, figures, refusedFile }: Summary,
): string {
  return [
    '',
    `${file}: ${rows} rows = ${accepted} accepted + ${refused} refused + ${repeated} repeated`,
    `${seconds} s, ${rowsPerSecond} rows/s; ${remarked} rows were read with a remark${refusedFile ? `; refused rows with line and reason: ${refusedFile}` : ''}`,
    '',
    'The loop, on the history:',
    `  cases             ${figures.cases}  (open ${figures.open}, closed ${figures.closed})`,
    `  handled on time   ${percent(figures.handledOnTime, figures.handleClocks)}`,
    `  calls             ${figures.calls}`,
    `  reporter asked    ${figures.asked}  because the time was up`,
    `  rated             ${figures.rated}, unrated ${figures.unrated} (never counted as satisfied)`,
  ].join('\n');
}

function lanesIn(text = '12'): number {
  const lanes = Number(text);
  if (!Number.isInteger(lanes) || lanes < 1 || lanes > 64) throw new Error('--lanes is a whole number from 1 to 64.');
  return lanes;
}

export const run: Command['run'] = async (args, out) => {
  const { values, positionals } = readArguments(args, options, { least: 1, most: 1 });
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), positionals[0] ?? '');
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  const settings = readSettings(values.pack ? { ...process.env, BANYAN_PACK: values.pack } : process.env);
  if (!existsSync(settings.packDirectory))
    throw new Error(`There is no pack ${settings.packDirectory}. Draft one: npm run banyan -- pack init NAME --from FILE`);
  const lanes = lanesIn(values.lanes);
  let stopped = false;
  process.once('SIGINT', () => {
    stopped = true;
    out.tell('\nStopping after the rows at hand; the same command goes on from there.');
  });
  const summary = await withHouse(settings, async (house) => {
    await loadCity(house, settings);
    const { calendar } = await mattersOf(house);
    return replay(house, {
      file,
      map: values.map ? parseMap(values.map) : {},
      lanes,
      refusedFile: resolve(process.env.INIT_CWD ?? process.cwd(), values.refused ?? `${basename(file)}.refused.jsonl`),
      horizon: new Date(),
      aliases: readAliases(settings.packDirectory),
      offsetOf: offsetsOf(calendar.zone),
      restart: values.restart ?? false,
      stopped: () => stopped,
    });
  });
  if (!values.json) out.print(tell(basename(file), summary));
  else out.print(JSON.stringify(summary));
  return done;
};
