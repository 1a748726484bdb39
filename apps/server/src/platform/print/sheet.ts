import PDFDocument from 'pdfkit';
import { type PrintFont, printable } from './print-font.ts';

/** The same in both languages. */
export type Both = readonly [zh: string, en: string];

/** A4 pages filled from top to bottom: text in one face, parts with a heading, facts in two columns, tables. Lengths are points. */
export type Sheet = {
  doc: PDFKit.PDFDocument;
  left: number;
  width: number;
  top: number;
  bottom: number;
  /** Where the next thing is put. */
  y: number;
  /** A text as the face can print it. */
  clean: (text: string) => string;
};

/** Banyan green on jasmine paper, ink for words; as packages/ui/src/tokens.css has them. */
export const ink = {
  text: '#1b2521',
  second: '#5a6761',
  line: '#d2d9d3',
  wash: '#edf4ef',
  paper: '#f5f3eb',
  green: '#1f5e48',
  deep: '#184b3a',
  amber: '#83530a',
  red: '#9b2d23',
} as const;

export const size = { title: 22, head: 12.5, text: 10, small: 8.5, label: 7.5 } as const;

export type SheetInfo = { title: string; subject: string; at: Date; stamp: string; draft: boolean };

/** Opens the pages of a file: PDF 1.7 in the form PDF/A-3b (ISO 19005-3), so that the record may lie inside as an attachment. */
export function openSheet(font: PrintFont, { title, subject, at, stamp, draft }: SheetInfo): Sheet {
  // `Stamp` is a key of our own; the standard allows it, and what the metadata repeat in XML stays free of it.
  const info = { Title: title, Subject: subject, Author: 'Banyan', Creator: 'Banyan', CreationDate: at, ModDate: at, Stamp: stamp };
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: 64, bottom: 66, left: 56, right: 56 },
    bufferPages: true,
    autoFirstPage: false,
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    lang: 'zh-CN',
    displayTitle: true,
    info,
  });
  doc.registerFont('regular', font.regular);
  doc.registerFont('bold', font.bold);
  if (draft) doc.on('pageAdded', () => watermark(doc));
  doc.addPage();
  return {
    doc,
    left: 56,
    width: doc.page.width - 112,
    top: 64,
    bottom: doc.page.height - 66,
    y: 64,
    clean: (text) => printable(font, text),
  };
}

function watermark(doc: PDFKit.PDFDocument) {
  const { width, height } = doc.page;
  const { x, y } = doc;
  doc.save().rotate(-32, { origin: [width / 2, height / 2] });
  doc.font('bold').fontSize(92).fillColor('#f5f2e9');
  doc.text('草稿 DRAFT', 0, height / 2 - 60, { width, align: 'center', lineBreak: false });
  doc.restore();
  doc.x = x;
  doc.y = y;
}

export type Style = { font?: 'regular' | 'bold'; size?: number; color?: string; lineGap?: number };

export function dress({ doc }: Sheet, { font = 'regular', size: points = size.text, color = ink.text }: Style) {
  return doc.font(font).fontSize(points).fillColor(color);
}

/** Begins a new page unless so much room is left on this one. */
export function ensure(sheet: Sheet, room: number) {
  if (sheet.y + room <= sheet.bottom) return;
  sheet.doc.addPage();
  sheet.y = sheet.top;
}

/** Flows a text from the current place, over as many pages as it needs. */
export function flow(sheet: Sheet, text: string, style: Style & { indent?: number; width?: number } = {}) {
  const { indent = 0, width = sheet.width - indent, lineGap = 3 } = style;
  ensure(sheet, (style.size ?? size.text) * 1.6);
  dress(sheet, style).text(sheet.clean(text), sheet.left + indent, sheet.y, { width, lineGap });
  sheet.y = sheet.doc.y;
}

/** One line at a place, cut with a dot-dot-dot where it is too long; moves nothing. */
export function line(
  sheet: Sheet,
  text: string,
  x: number,
  y: number,
  style: Style & { width: number; align?: 'left' | 'right' | 'center' },
) {
  const { doc } = sheet;
  dress(sheet, style);
  let words = sheet.clean(text).replaceAll('\n', ' ');
  while (words.length > 1 && doc.widthOfString(words) > style.width)
    words = `${[...words].slice(0, words.endsWith('…') ? -2 : -1).join('')}…`;
  const wide = doc.widthOfString(words);
  const shift = style.align === 'right' ? style.width - wide : style.align === 'center' ? (style.width - wide) / 2 : 0;
  doc.text(words, x + shift, y, { lineBreak: false });
}

/** Both languages on one line: the Chinese first, the English smaller and lighter behind it. Gives the end of what was written. */
export function bothOnLine(sheet: Sheet, [zh, en]: Both, x: number, y: number, style: Style = {}): number {
  const { doc } = sheet;
  const points = style.size ?? size.text;
  const english = Math.max(points * 0.72, 6.8);
  dress(sheet, { ...style, size: points }).text(zh, x, y, { lineBreak: false });
  const end = x + doc.widthOfString(zh) + 5;
  if (!en) return end - 5;
  dress(sheet, { size: english, color: ink.second }).text(en, end, y + (points - english) * 0.92, { lineBreak: false });
  return end + doc.widthOfString(en);
}

/** The heading of a part: a leaf, the words, a line. It never stands alone at the foot of a page: `room` is what must follow it there. */
export function heading(sheet: Sheet, words: Both, room = 90) {
  sheet.y += 14;
  ensure(sheet, 26 + room);
  const { doc, left, width, y } = sheet;
  doc.path(`M ${left} ${y + 2} h 6 a 5 5 0 0 1 5 5 v 6 h -6 a 5 5 0 0 1 -5 -5 z`).fill(ink.green);
  bothOnLine(sheet, words, left + 18, y, { font: 'bold', size: size.head, color: ink.deep });
  doc
    .moveTo(left, y + 21)
    .lineTo(left + width, y + 21)
    .lineWidth(0.6)
    .stroke(ink.line);
  sheet.y = y + 30;
}

export type Fact = { label: Both; value: string; wide?: boolean };

/** Facts in two columns, the label over its value; a wide one takes a row of its own. */
export function facts(sheet: Sheet, list: readonly Fact[]) {
  const half = (sheet.width - 20) / 2;
  const rows: Fact[][] = [];
  for (const fact of list) {
    const last = rows.at(-1);
    if (!fact.wide && last?.length === 1 && !last[0]?.wide) last.push(fact);
    else rows.push([fact]);
  }
  for (const row of rows) factRow(sheet, row, half);
}

function factRow(sheet: Sheet, row: readonly Fact[], half: number) {
  const { doc } = sheet;
  const widthOf = (fact: Fact) => (fact.wide ? sheet.width : half);
  dress(sheet, {});
  const tall = Math.max(...row.map((fact) => doc.heightOfString(sheet.clean(fact.value) || '—', { width: widthOf(fact), lineGap: 2 })));
  ensure(sheet, tall + 20);
  for (const [column, fact] of row.entries()) {
    const x = sheet.left + column * (half + 20);
    bothOnLine(sheet, fact.label, x, sheet.y, { size: size.label + 0.5, color: ink.second });
    dress(sheet, {}).text(sheet.clean(fact.value) || '—', x, sheet.y + 11, { width: widthOf(fact), lineGap: 2 });
  }
  sheet.y += tall + 19;
}

/** Writes what stands at the foot of every page, when all pages are there. */
export function finishPages(sheet: Sheet, foot: { left: string; middle: string }, page: (number: number, count: number) => string) {
  const { doc } = sheet;
  const { start, count } = doc.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    doc.switchToPage(index);
    const y = doc.page.height - 42;
    doc
      .moveTo(sheet.left, y - 8)
      .lineTo(sheet.left + sheet.width, y - 8)
      .lineWidth(0.4)
      .stroke(ink.line);
    const style = { size: size.label, color: ink.second };
    line(sheet, foot.left, sheet.left, y, { ...style, width: 170 });
    line(sheet, foot.middle, sheet.left + 170, y, { ...style, width: sheet.width - 270, align: 'center' });
    line(sheet, page(index - start + 1, count), sheet.left + sheet.width - 100, y, { ...style, width: 100, align: 'right' });
  }
}
