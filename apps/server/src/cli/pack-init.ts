import { join, resolve } from 'node:path';
import type { Summary } from '../draft/report.ts';
import { draftPack } from '../draft/write-pack.ts';
import { readSettings } from '../platform/settings.ts';
import { parseMap } from '../replay/columns.ts';
import { openProgress } from '../replay/progress.ts';
import { done, failed, type Out, readArguments } from './command.ts';

const options = {
  help: { type: 'boolean' },
  json: { type: 'boolean' },
  from: { type: 'string' },
  map: { type: 'string' },
  zone: { type: 'string' },
  into: { type: 'string' },
} as const;

export const usage = 'NAME --from FILE [--map FIELD=COLUMN,…] [--zone IANA] [--into DIR] [--json]';
export const help =
  'Draft a pack from an export of past requests: areas, units, matters and limits as observed. FILE is CSV or JSON lines, gzipped or not. Everything is marked drafted; REPORT.md in the pack tells what a person must decide. --map names columns by field where they are not found by name, --zone is the time zone, --into the folder of packs (packs/).';

const standard: Out = { print: (text) => void process.stdout.write(`${text}\n`), tell: (text) => void process.stderr.write(`${text}\n`) };

/** `pack init`: gives the exit code, 0 when the pack was drafted and 2 with one sentence when it was not. */
export async function packInit(argv: string[], out: Out = standard): Promise<number> {
  try {
    return await run(argv, out);
  } catch (error) {
    // Node's own advice after the first sentence speaks of "--", which is no help here.
    const message = error instanceof Error ? error.message : String(error);
    out.tell(isMisuse(error) ? `${message.split('. ')[0]}.` : message);
    return failed;
  }
}

const isMisuse = (error: unknown) => error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

async function run(argv: string[], out: Out): Promise<number> {
  const { values, positionals } = readArguments(argv, options, { least: 0, most: 1 });
  if (values.help) {
    out.print(`Usage: npm run banyan -- pack init ${usage}\n\n${help}`);
    return done;
  }
  const [name] = positionals;
  if (name === undefined || values.from === undefined)
    throw new Error(`Give the pack a name and the file it is drafted from: pack init ${usage}`);
  const { root } = readSettings();
  const here = process.env.INIT_CWD ?? process.cwd();
  const progress = openProgress(process.stderr, 'draft');
  const { directory, summary } = await draftPack({
    name,
    file: resolve(here, values.from),
    into: values.into === undefined ? join(root, 'packs') : resolve(here, values.into),
    template: join(root, 'packs', 'template'),
    map: values.map === undefined ? {} : parseMap(values.map),
    zone: values.zone,
    step: progress.step,
  });
  progress.done(summary.rows);
  out.print(values.json ? JSON.stringify({ directory, ...summary }, null, 2) : tell(directory, summary));
  return done;
}

function tell(directory: string, { rows, areas, unitKinds, matters, categories, limits, zone, columns, decisions }: Summary): string {
  return [
    `${directory}`,
    `  from ${rows} rows; columns not used: ${columns.unused.join(', ') || 'none'}`,
    `  ${areas.counties} counties, ${areas.streets} streets, ${areas.communities} communities; time zone ${zone.zone}${zone.decided ? '' : ' (to be decided)'}`,
    `  ${unitKinds} kinds of units, ${matters} matters in ${categories} categories; ${limits.observed} limits observed, ${limits.default} by default`,
    `  ${decisions.length} things to decide: see REPORT.md there, then npm run banyan -- pack validate ${directory}`,
  ].join('\n');
}
