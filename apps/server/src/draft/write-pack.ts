import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { ColumnMap } from '../replay/columns.ts';
import { isZone } from './choose-zone.ts';
import { csvOf } from './csv.ts';
import { type Defaults, drawDraft } from './draft.ts';
import { packFiles } from './pack-files.ts';
import { reportText, type Summary, summaryOf } from './report.ts';
import { seeFile } from './see-file.ts';

export type DraftOptions = {
  name: string;
  file: string;
  /** Folder of packs in which the new one is made. */
  into: string;
  /** Pack whose limits, reasons, words and posts are the defaults. */
  template: string;
  map?: ColumnMap;
  zone?: string;
  step?: (rows: number, share: number) => void;
};

const copied = ['reasons.csv', 'natures.csv', 'channels.csv', 'identities.csv', 'posts.csv'];

/**
 * Drafts a pack from an export of past requests and puts it into its folder in one move. Throws one sentence, with nothing written, when the name is
 * taken or bad, the zone unknown, or the file missing, empty or unreadable.
 */
export async function draftPack({
  name,
  file,
  into,
  template,
  map = {},
  zone,
  step,
}: DraftOptions): Promise<{ directory: string; summary: Summary }> {
  const directory = join(into, name);
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(name))
    throw new Error(`"${name}" cannot name a pack: take a small letter and up to 39 small letters, digits and hyphens.`);
  if (existsSync(directory)) throw new Error(`There is a pack ${directory} already; nothing was written.`);
  if (zone !== undefined && !isZone(zone)) throw new Error(`"${zone}" is not an IANA time zone such as Asia/Shanghai.`);
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  const { limits, defaults } = readDefaults(template);
  const seen = await seeFile(file, { map, zone, step }).catch((error: Error) => {
    throw new Error(told(error) ? error.message : `The file ${basename(file)} could not be read: ${error.message}.`);
  });
  const draft = drawDraft(seen, { name, file: basename(file), zone, defaults });
  const files = packFiles(draft).set('limits.csv', limits).set('REPORT.md', reportText(draft));
  writeAll(directory, files, template);
  return { directory, summary: summaryOf(draft) };
}

/** Errors of our own are whole sentences; those of the system carry a code. */
const told = (error: Error) => !('code' in error);

function readDefaults(template: string): { limits: string; defaults: Defaults } {
  const missing = [...copied, 'limits.csv'].find((file) => !existsSync(join(template, file)));
  if (missing !== undefined) throw new Error(`The template of packs has no ${missing} (${template}).`);
  const [header = [], ...rows] = parse(readFileSync(join(template, 'limits.csv')), { bom: true, skip_empty_lines: true }) as string[][];
  const cell = (row: string[], column: string) => row[header.indexOf(column)] ?? '';
  const newest = rows.toSorted((a, b) => cell(b, 'from_on').localeCompare(cell(a, 'from_on')));
  const defaultOf = (clock: string, fallback: string) =>
    cell(newest.find((row) => cell(row, 'clock') === clock && cell(row, 'scope') === 'default') ?? [], 'limit') || fallback;
  // What holds in another city is a proposal here.
  const drafted = rows.map((row) => row.map((text, place) => (header[place] === 'status' ? 'drafted' : text)));
  return {
    limits: csvOf(header, drafted),
    defaults: { sign: defaultOf('sign', '2h'), contact: defaultOf('contact', '24h'), handle: defaultOf('handle', '5wd') },
  };
}

/** The folder appears whole or not at all: it is filled beside its place and then renamed. */
function writeAll(directory: string, files: ReadonlyMap<string, string>, template: string) {
  mkdirSync(dirname(directory), { recursive: true });
  const draft = mkdtempSync(join(dirname(directory), '.drafting-'));
  try {
    for (const file of copied) cpSync(join(template, file), join(draft, file));
    for (const [path, text] of files) {
      mkdirSync(dirname(join(draft, path)), { recursive: true });
      writeFileSync(join(draft, path), text);
    }
    mkdirSync(join(draft, 'geo'));
    // A temporary folder is its maker's alone; a pack is for all who run the server.
    chmodSync(draft, 0o755);
    renameSync(draft, directory);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}
