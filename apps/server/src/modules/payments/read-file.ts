import { CsvError, parse } from 'csv-parse/sync';
import { unprocessable } from '#platform/refusal.ts';
import { type FileLine, fileStates } from './reconcile.ts';

/** The columns of a reconciliation file, read and written. */
export const fileColumns = ['key', 'amount_cents', 'state', 'reference', 'reason'] as const;
type Record = { [column in (typeof fileColumns)[number]]?: string };

export const mostLines = 50_000;

const refuse = (line: number, problem: string): never => {
  throw unprocessable('payment.file_invalid', `The file cannot be read at line ${line}: ${problem}.`, { line, problem });
};

const orNone = (text: string | undefined, most: number): string | null => text?.slice(0, most) || null;

function readLine({ key = '', amount_cents: amount = '', state = '', ...rest }: Record, line: number): FileLine {
  const known = fileStates.find((one) => one === state);
  if (!/^[\w-]{1,80}$/.test(key)) return refuse(line, 'the key is empty or holds other signs than letters, digits and hyphens');
  if (!/^\d{1,15}$/.test(amount)) return refuse(line, `"${amount.slice(0, 40)}" is not a whole number of cents`);
  if (known === undefined) return refuse(line, `"${state.slice(0, 40)}" is not one of ${fileStates.join(', ')}`);
  const [reference, reason] = [orNone(rest.reference, 80), orNone(rest.reason, 300)];
  return { line, key, amountCents: Number(amount), state: known, reference, reason };
}

function parseText(text: string): Record[] {
  try {
    return parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true, max_record_size: 4096 });
  } catch (error) {
    const line = error instanceof CsvError && typeof error.lines === 'number' ? error.lines : 1;
    return refuse(line, 'it is not CSV with the same cells in every line');
  }
}

/** Reads a gateway’s file: CSV with the columns key, amount_cents, state, reference and reason, others left out. Refuses `payment.file_invalid` with the line. */
export function readFile(text: string): FileLine[] {
  const header = (text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '').split(',').map((name) => name.trim());
  const missing = fileColumns.slice(0, 3).find((column) => !header.includes(column));
  if (missing !== undefined) refuse(1, `the column ${missing} is missing`);
  const records = parseText(text);
  if (records.length > mostLines) refuse(mostLines + 1, `it has more than ${mostLines} lines`);
  return records.map((record, place) => readLine(record, place + 2));
}

const cell = (value: string | number | null): string => {
  const text = value === null ? '' : String(value);
  // A spreadsheet would take a text that begins so for a formula (OWASP, CSV injection).
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** CSV after RFC 4180, with the byte order mark by which spreadsheets know UTF-8. */
export const writeFile = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
