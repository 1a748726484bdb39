import type { PrintFont } from '#platform/print/print-font.ts';
import { qrCode } from '#platform/print/qr-code.ts';
import { bothOnLine, dress, ensure, finishPages, flow, heading, ink, line, openSheet, type Sheet, size } from '#platform/print/sheet.ts';
import { emptyStamp } from '#platform/print/stamp-pages.ts';
import { keyIdOf } from '#platform/signing.ts';
import type { CaseDocument } from './document.ts';
import type { CaseEnvelope } from './envelope.ts';
import {
  type Instant,
  instantsIn,
  printCaller,
  printCalls,
  printCase,
  printClocks,
  printLines,
  printLooks,
  printPhotos,
  printReply,
  printReport,
} from './print-parts.ts';
import { bothOf, states, terms } from './words.ts';

/** Draws a QR code into a square and gives whether there was room for its text. */
function drawCode({ doc }: Sheet, text: string, x: number, y: number, side: number): boolean {
  const grid = qrCode(text);
  if (!grid) return false;
  const unit = side / grid.length;
  for (const [row, cells] of grid.entries())
    for (const [column, dark] of cells.entries()) if (dark) doc.rect(x + column * unit, y + row * unit, unit + 0.05, unit + 0.05);
  doc.fill(ink.text);
  return true;
}

function printTitle(sheet: Sheet, document: CaseDocument, verifyAt: string | null) {
  const { doc, left, width } = sheet;
  const side = 74;
  bothOnLine(sheet, ['榕治', 'Banyan'], left, 40, { font: 'bold', size: 11, color: ink.green });
  const right = left + width;
  line(sheet, bothOf(terms.readers, document.reader).join('  '), right - 180, 42, {
    size: size.small,
    color: ink.second,
    width: 180,
    align: 'right',
  });
  doc.moveTo(left, 58).lineTo(right, 58).lineWidth(1.2).stroke(ink.green);
  sheet.y = 76;
  line(sheet, `${document.city.name}诉求案卷`, left, sheet.y, {
    font: 'bold',
    size: size.title,
    color: ink.deep,
    width: width - side - 20,
  });
  line(sheet, `Case file · ${document.city.nameEn}`, left, sheet.y + 32, { size: 10, color: ink.second, width: width - side - 20 });
  line(sheet, document.case.number, left, sheet.y + 52, { font: 'bold', size: 14, width: width - side - 20 });
  if (verifyAt && drawCode(sheet, verifyAt, right - side, sheet.y - 4, side))
    line(sheet, '扫码核验  Scan to verify', right - side - 20, sheet.y + side, {
      size: 6.5,
      color: ink.second,
      width: side + 40,
      align: 'center',
    });
  sheet.y += 88;
}

function printState(sheet: Sheet, { case: one, draft, at }: CaseDocument, instant: Instant) {
  const { doc, left, width, y } = sheet;
  doc.roundedRect(left, y, width, 44, 7).fill(draft ? '#faf0d9' : ink.wash);
  const [state, stateEn] = bothOf(states, one.state);
  const cells: [readonly [string, string], string][] = [
    [['状态', 'State'], draft ? `草稿 · ${state}` : state],
    [['提交', 'Reported'], instant(one.reportedAt)],
    [['办结', 'Closed'], one.closedAt ? instant(one.closedAt) : '—'],
    [draft ? ['制作', 'Drawn up'] : ['归档', 'Archived'], instant(at)],
  ];
  const room = (width - 24) / cells.length;
  for (const [index, [label, value]] of cells.entries()) {
    const x = left + 14 + index * room;
    bothOnLine(sheet, label, x, y + 8, { size: size.label + 0.5, color: ink.second });
    const style = { font: 'bold', size: 11, color: draft ? ink.amber : ink.deep, width: room - 10 } as const;
    line(sheet, index === 0 && !draft ? `${value}  ${stateEn}` : value, x, y + 21, style);
  }
  sheet.y = y + 50;
}

function printProof(sheet: Sheet, { document, fingerprint, signature }: CaseEnvelope, verifyAt: string | null) {
  heading(sheet, ['签名与核验', 'Signature and verification'], 120);
  const { left, width } = sheet;
  const row = (label: readonly [string, string], value: string) => {
    ensure(sheet, 28);
    bothOnLine(sheet, label, left, sheet.y, { size: size.label + 0.5, color: ink.second });
    sheet.y += 11;
    flow(sheet, value, { size: size.small, width, lineGap: 1.5 });
    sheet.y += 6;
  };
  row(['指纹（SHA-256）', 'Fingerprint'], fingerprint);
  row(['签名（JWS，EdDSA）', 'Signature'], signature);
  row(['签名密钥', 'Signing key'], keyIdOf(signature) ?? '');
  if (verifyAt) row(['核验地址', 'Where to verify'], verifyAt);
  const how = document.draft
    ? '这是草稿：诉求尚未归档，内容还会变化，不能作为归档文件使用。  This is a draft: the case is not archived yet, and its file will still change.'
    : '本文件所附 case.json 是原件，纸面由它生成；任何改动都会使指纹和签名不符。离线核验：npm run banyan -- file verify 文件名。  The attached case.json is the original from which these pages were made; any change breaks fingerprint and signature.';
  flow(sheet, how, { size: size.small, color: ink.second });
}

/**
 * Lays the file out on A4 pages as PDF/A-3b, with the record attached as case.json and room for the stamp; the same file always gives the same bytes.
 * `text` is the envelope as it is sent as JSON; `address` is where a fingerprint can be asked about, null where the house has none of its own.
 * Takes a quarter of a second of a processor: the server has it done by its press (`openPress`).
 */
export async function layOutFile(envelope: CaseEnvelope, text: string, font: PrintFont, address: string | null): Promise<Buffer> {
  const { document, fingerprint, opened } = envelope;
  const { number } = document.case;
  const at = new Date(document.at);
  const instant = instantsIn(document.city.zone);
  const verifyAt = document.draft || address === null ? null : `${address}/api/files/verify?hash=${fingerprint}`;
  const sheet = openSheet(font, {
    title: `诉求案卷 ${number}`,
    subject: `SHA-256 ${fingerprint}`,
    at,
    stamp: emptyStamp,
    draft: document.draft,
  });
  const { doc } = sheet;
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((done) => void doc.on('end', done));
  printTitle(sheet, document, verifyAt);
  printState(sheet, document, instant);
  printReport(sheet, document);
  printCase(sheet, document, instant);
  printCaller(sheet, document, opened, instant);
  printReply(sheet, document);
  printLines(sheet, document, instant);
  printCalls(sheet, document, instant);
  printClocks(sheet, document, instant);
  printPhotos(sheet, document);
  printLooks(sheet, document, instant);
  printProof(sheet, envelope, verifyAt);
  dress(sheet, {});
  const zone = `时间为 ${document.city.zone}`;
  finishPages(
    sheet,
    { left: number, middle: `${fingerprint.slice(0, 16)}…  ${zone}` },
    (page, count) => `第 ${page} 页，共 ${count} 页  ${page} / ${count}`,
  );
  const attachment = {
    name: 'case.json',
    type: 'application/json',
    description: 'The record of the case, signed',
    relationship: 'Source',
    creationDate: at,
    modifiedDate: at,
  };
  doc.file(Buffer.from(text, 'utf8'), attachment);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}
