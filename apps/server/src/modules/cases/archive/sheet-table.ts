import { dress, ensure, ink, line, type Sheet, size } from '#platform/print/sheet.ts';
import type { Both } from './words.ts';

export type Column = { head: Both; width: number };
export type Cell = { text: string; under?: string; color?: string; bold?: boolean };
export type Row = { cells: readonly Cell[]; remark?: string };

/** Where the columns lie: the start and the width of each. */
type Grid = readonly (Column & { x: number; inner: number })[];

const gap = 8;
const headTall = 25;
const lineGap = 1.5;

function layOut(sheet: Sheet, columns: readonly Column[]): Grid {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  let x = sheet.left + 6;
  return columns.map((column) => {
    const room = (column.width / whole) * (sheet.width - 6);
    const placed = { ...column, x, inner: room - gap };
    x += room;
    return placed;
  });
}

const cellStyle = (cell: Cell) => ({ size: size.small, font: cell.bold ? 'bold' : 'regular', color: cell.color ?? ink.text }) as const;
const underStyle = { size: size.label, color: ink.second } as const;
const textOf = (sheet: Sheet, cell: Cell) => sheet.clean(cell.text) || '—';

function tallOf(sheet: Sheet, cell: Cell, width: number): number {
  const words = dress(sheet, cellStyle(cell)).heightOfString(textOf(sheet, cell), { width, lineGap });
  return words + (cell.under ? dress(sheet, underStyle).heightOfString(sheet.clean(cell.under), { width }) : 0);
}

const remarkTall = (sheet: Sheet, remark: string | undefined) =>
  remark ? dress(sheet, underStyle).heightOfString(sheet.clean(remark), { width: sheet.width - 12 }) + 3 : 0;

function drawHead(sheet: Sheet, grid: Grid) {
  sheet.doc.rect(sheet.left, sheet.y, sheet.width, headTall).fill(ink.wash);
  for (const { head, x, inner } of grid) {
    line(sheet, head[0], x, sheet.y + 4, { width: inner, font: 'bold', size: size.small, color: ink.deep });
    line(sheet, head[1], x, sheet.y + 15, { width: inner, size: 6.5, color: ink.second });
  }
  sheet.y += headTall;
}

function drawCell(sheet: Sheet, cell: Cell, x: number, width: number) {
  const { doc } = sheet;
  dress(sheet, cellStyle(cell)).text(textOf(sheet, cell), x, sheet.y + 5, { width, lineGap });
  if (cell.under) dress(sheet, underStyle).text(sheet.clean(cell.under), x, doc.y, { width });
}

/** A table; its head stands again on every page it reaches. Widths are shares of the whole. A row may have a remark under it over the whole width. */
export function table(sheet: Sheet, columns: readonly Column[], rows: readonly Row[]) {
  const { doc } = sheet;
  const grid = layOut(sheet, columns);
  ensure(sheet, 60);
  drawHead(sheet, grid);
  for (const { cells, remark } of rows) {
    const tall = Math.max(...cells.map((cell, index) => tallOf(sheet, cell, grid[index]?.inner ?? 0)));
    const under = remarkTall(sheet, remark);
    if (sheet.y + tall + under + 10 > sheet.bottom) {
      doc.addPage();
      sheet.y = sheet.top;
      drawHead(sheet, grid);
    }
    for (const [index, cell] of cells.entries()) drawCell(sheet, cell, grid[index]?.x ?? 0, grid[index]?.inner ?? 0);
    if (remark) dress(sheet, underStyle).text(sheet.clean(remark), sheet.left + 6, sheet.y + tall + 6, { width: sheet.width - 12 });
    sheet.y += tall + under + 10;
    doc
      .moveTo(sheet.left, sheet.y)
      .lineTo(sheet.left + sheet.width, sheet.y)
      .lineWidth(0.4)
      .stroke(ink.line);
  }
  sheet.y += 4;
}
