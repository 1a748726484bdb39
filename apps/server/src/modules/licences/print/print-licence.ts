import type { PrintFont } from '#platform/print/print-font.ts';
import { qrCode } from '#platform/print/qr-code.ts';
import { bothOnLine, dress, type Fact, facts, finishPages, flow, ink, line, openSheet, type Sheet, size } from '#platform/print/sheet.ts';
import { emptyStamp } from '#platform/print/stamp-pages.ts';
import { drawSeal } from './draw-seal.ts';
import type { LicenceSheet } from './press.ts';

const codeSide = 148;
/** Where code and seal stand, in points from the top. */
const proofTop = 560;

function drawCode({ doc }: Sheet, text: string, x: number, y: number): boolean {
  const grid = qrCode(text, 'page');
  if (!grid) return false;
  const unit = codeSide / grid.length;
  for (const [row, cells] of grid.entries())
    for (const [column, dark] of cells.entries()) if (dark) doc.rect(x + column * unit, y + row * unit, unit + 0.04, unit + 0.04);
  doc.fill(ink.text);
  return true;
}

function frame({ doc }: Sheet) {
  const { width, height } = doc.page;
  doc
    .rect(28, 28, width - 56, height - 56)
    .lineWidth(1.6)
    .stroke(ink.green);
  doc
    .rect(33, 33, width - 66, height - 66)
    .lineWidth(0.5)
    .stroke(ink.line);
}

function watermark({ doc }: Sheet, words: string) {
  const { width, height } = doc.page;
  doc.save().rotate(-32, { origin: [width / 2, height / 2] });
  doc.font('bold').fontSize(64).fillColor('#f6e6e2');
  doc.text(words, 0, height / 2 - 40, { width, align: 'center', lineBreak: false });
  doc.restore();
}

function printHead(sheet: Sheet, { shown }: LicenceSheet) {
  const { left, width } = sheet;
  bothOnLine(sheet, ['榕治', 'Banyan'], left, 52, { font: 'bold', size: 11, color: ink.green });
  line(sheet, shown.number, left + width - 220, 53, { size: size.small, color: ink.second, width: 220, align: 'right' });
  line(sheet, shown.name, left, 104, { font: 'bold', size: 30, color: ink.deep, width, align: 'center' });
  if (shown.nameEn) line(sheet, shown.nameEn, left, 146, { size: 12, color: ink.second, width, align: 'center' });
  sheet.y = 196;
}

function printFacts(sheet: Sheet, { shown }: LicenceSheet) {
  const term = shown.until === null ? `${shown.from} 起长期有效  for good` : `${shown.from} 至 ${shown.until}`;
  const list: Fact[] = [
    { label: ['持有人', 'Holder'], value: shown.holder },
    { label: ['证照编号', 'Number'], value: shown.number },
    ...shown.fields.map(({ name, nameEn, value }) => ({ label: [name, nameEn] as const, value, wide: value.length > 22 })),
    { label: ['有效期', 'Valid'], value: term, wide: true },
    { label: ['签发单位', 'Issued by'], value: shown.issuer ?? '', wide: true },
  ];
  facts(sheet, list);
}

function printProof(sheet: Sheet, { shown, code, checkCode }: LicenceSheet) {
  const { left, width } = sheet;
  const top = proofTop;
  // What the licence shows needs the whole page: the proof has one of its own.
  if (sheet.y > top - 10) {
    sheet.doc.addPage();
    frame(sheet);
  }
  const drawn = drawCode(sheet, code, left, top);
  drawSeal(sheet, { issuer: shown.issuer ?? shown.name, foot: '电子签发' }, left + width - 78, top + 72, 66);
  const x = left + (drawn ? codeSide + 22 : 0);
  const room = width - (drawn ? codeSide : 0) - 190;
  bothOnLine(sheet, ['校验码', 'Check code'], x, top + 2, { size: size.label + 0.5, color: ink.second });
  line(sheet, `${checkCode.slice(0, 5)}-${checkCode.slice(5)}`, x, top + 14, { font: 'bold', size: 15, width: room + 40 });
  dress(sheet, { size: size.small, color: ink.second });
  sheet.doc.text(
    sheet.clean(
      '扫码，或在核验页输入编号和校验码，即可查验真伪和当前状态。  Scan, or type number and check code on the verification page, to see whether it is genuine and still good.',
    ),
    x,
    top + 44,
    { width: room, lineGap: 2 },
  );
  sheet.y = top + codeSide + 14;
  flow(
    sheet,
    '本页所附 licence.jws 是经签名的原件，纸面由它生成。离线核验：npm run banyan -- licence verify 文件名。  The attached licence.jws is the signed original; the seal is drawn and proves nothing by itself.',
    { size: size.label, color: ink.second, lineGap: 1.5 },
  );
}

/** Lays a licence out on one A4 page as PDF/A-3b, with its signed text attached as licence.jws and room for the stamp; the same licence at the same instant gives the same bytes. */
export async function layOutLicence(one: LicenceSheet, font: PrintFont): Promise<Buffer> {
  const { shown, token } = one;
  const at = new Date(one.at);
  const sheet = openSheet(font, {
    title: `${shown.name} ${shown.number}`,
    subject: shown.nameEn ?? shown.name,
    at,
    stamp: emptyStamp,
    draft: false,
  });
  const { doc } = sheet;
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((done) => void doc.on('end', done));
  if (one.mark !== null) watermark(sheet, one.mark);
  frame(sheet);
  printHead(sheet, one);
  printFacts(sheet, one);
  printProof(sheet, one);
  dress(sheet, {});
  finishPages(sheet, { left: shown.number, middle: one.at.slice(0, 10) }, (page, count) => `${page} / ${count}`);
  const attachment = {
    name: 'licence.jws',
    type: 'application/jwt',
    description: 'The signed licence',
    relationship: 'Source',
    creationDate: at,
    modifiedDate: at,
  };
  doc.file(Buffer.from(token, 'utf8'), attachment);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}
