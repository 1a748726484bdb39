/** Cells of a table that leaves the house: text, a number, or nothing. */
export type CellValue = string | number | null;

/** A spreadsheet takes a cell that begins so for a formula; a leading apostrophe keeps it text (OWASP, CSV injection). */
const isFormula = /^[=+\-@\t\r]/;

const cell = (value: CellValue): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = isFormula.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** CSV after RFC 4180 in UTF-8, with the byte order mark without which spreadsheets read Chinese wrongly. */
export const writeCsv = (rows: readonly (readonly CellValue[])[]): Buffer =>
  Buffer.from(`\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`, 'utf8');
