import { type Document, plainText, shapeMarks } from '@banyan/text-models';
import { readRows } from '../replay/read-rows.ts';

/** A row of a file: its id where it has one, its texts, its label, its time and where it lies. */
export type Sample = { readonly line: number; readonly record: Readonly<Record<string, unknown>> };

export type Read = { readonly samples: readonly Sample[]; readonly skipped: number; readonly columns: readonly string[] };

/** Every row of a CSV or JSON-Lines file that could be read; the others are counted. Throws one sentence when there is none. */
export async function readSamples(file: string): Promise<Read> {
  const samples: Sample[] = [];
  const columns = new Set<string>();
  let skipped = 0;
  for await (const { line, record } of readRows(file)) {
    if (!record) {
      skipped += 1;
      continue;
    }
    for (const column of Object.keys(record)) columns.add(column);
    samples.push({ line, record });
  }
  if (samples.length === 0) throw new Error(`${file} holds no row that could be read.`);
  return { samples, skipped, columns: [...columns] };
}

/** Columns that hold what somebody wrote, by the names that exports give them, title first. */
const titleNames = ['title', 'subject', 'summary', '标题', '主题', '留言主题', '诉求标题'];
const bodyNames = [
  'content',
  'body',
  'text',
  'message',
  'description',
  'details',
  'comment',
  '内容',
  '正文',
  '留言详情',
  '诉求内容',
  '描述',
];
const replyNames = ['reply', 'answer', 'response', '答复', '回复', '答复意见'];
/** A label whose name speaks of the reply judges the reply. */
const judgesReply = /repl|answer|respon|expla|complet|quality|答复|回复|解释/i;

const named = (columns: readonly string[], names: readonly string[]) =>
  columns.filter((column) => names.includes(column.trim().toLowerCase())).sort((a, b) => names.indexOf(a) - names.indexOf(b));

/** The columns to read: those asked for, else those whose names say that they hold text. Throws one sentence when there is none. */
export function textColumns(columns: readonly string[], asked: string | undefined, label = ''): string[] {
  if (asked !== undefined) {
    const wanted = asked.split(/[,，]/).map((column) => column.trim());
    const missing = wanted.find((column) => !columns.includes(column));
    if (missing !== undefined) throw new Error(`There is no column "${missing}". The columns are: ${columns.join(', ')}.`);
    return wanted;
  }
  const reply = judgesReply.test(label) ? named(columns, replyNames) : [];
  const found = [...reply, ...named(columns, titleNames), ...named(columns, bodyNames)].filter((column) => column !== label);
  const chosen = found.length > 0 ? found : columns.filter((column) => column !== label);
  if (chosen.length === 0) throw new Error('No column holds text; name them with --text.');
  return chosen;
}

export const cell = (record: Readonly<Record<string, unknown>>, column: string): string => {
  const value = record[column];
  return value === null || value === undefined ? '' : String(value);
};

/** The texts of a row as models read them. */
export function documentOf({ record }: Sample, columns: readonly string[]): Document {
  const fields = columns.map((column) => plainText(cell(record, column)));
  return { fields, marks: shapeMarks(fields) };
}

const idNames = ['id', 'msg_id', 'message_id', 'case_id', 'number', 'row', '编号', '留言编号'];
const timeNames = ['time', 'date', 'created', 'created_at', 'opened', 'reported_at', '时间', '留言时间', '日期'];

const firstOf = (record: Sample['record'], names: readonly string[]) =>
  Object.keys(record).find((column) => names.includes(column.trim().toLowerCase()) && cell(record, column) !== '');

/** The id of a row by a column named for it, else the line. */
export function idOf({ record, line }: Sample, asked: string | undefined): string {
  const column = asked ?? firstOf(record, idNames);
  return column === undefined ? String(line) : cell(record, column) || String(line);
}

/** When a row was written, by a column named for it; times without an offset are taken as UTC, for only their distance counts. */
export function timeOf({ record }: Sample): Date | undefined {
  const column = firstOf(record, timeNames);
  if (column === undefined) return undefined;
  const text = cell(record, column).trim().replaceAll('/', '-').replace(' ', 'T');
  const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = parts;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)));
  return Number.isNaN(at.getTime()) ? undefined : at;
}
