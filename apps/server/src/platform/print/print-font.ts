import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../refusal.ts';

/** The face in which files are printed, two weights of it, and which characters it has. */
export type PrintFont = { regular: Buffer; bold: Buffer; has: (codePoint: number) => boolean };

/** Noto Sans Hans holds all of GB 18030’s two-byte characters and half of its four-byte ones: 30,789 in all. */
const packageName = '@embedpdf/fonts-sc';
const faces = { regular: 'NotoSansHans-Regular.otf', bold: 'NotoSansHans-Bold.otf' } as const;

const noFont = () =>
  new Refusal(
    503,
    'file.no_font',
    'The font for printed files is not installed here. Ask for the file as JSON; the operator can install it: npm ci.',
  );

function addressOf(face: string): string {
  try {
    return fileURLToPath(new URL(`../fonts/${face}`, import.meta.resolve(packageName)));
  } catch {
    throw noFont();
  }
}

/** Refuses with `file.no_font` where the font is not installed. */
export function ensureFont(find: (face: string) => string = addressOf): void {
  if (Object.values(faces).some((face) => !existsSync(find(face)))) throw noFont();
}

let kept: PrintFont | undefined;

/** The font from its package, read once. Refuses with `file.no_font` where it is not installed. */
export function printFont(find: (face: string) => string = addressOf): PrintFont {
  const usual = find === addressOf;
  if (kept && usual) return kept;
  ensureFont(find);
  const [regular, bold] = [find(faces.regular), find(faces.bold)];
  const bytes = readFileSync(regular);
  const font = { regular: bytes, bold: readFileSync(bold), has: coverageOf(bytes) };
  if (usual) kept = font;
  return font;
}

/** Which characters an OpenType font has, by its `cmap` of format 12 (OpenType 1.9: segmented coverage). */
export function coverageOf(font: Buffer): (codePoint: number) => boolean {
  const table = tableAt(font, 'cmap');
  const count = font.readUInt16BE(table + 2);
  const records = Array.from({ length: count }, (_, index) => table + font.readUInt32BE(table + 8 + 8 * index));
  const map = records.find((at) => font.readUInt16BE(at) === 12);
  if (map === undefined) throw new Error('The font has no table of all its characters (cmap format 12).');
  const groups = Array.from({ length: font.readUInt32BE(map + 12) }, (_, index) => {
    const at = map + 16 + 12 * index;
    return { first: font.readUInt32BE(at), last: font.readUInt32BE(at + 4) };
  });
  return (codePoint) => {
    let [low, high] = [0, groups.length - 1];
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const { first, last } = groups[middle] ?? { first: 0, last: 0 };
      if (codePoint < first) high = middle - 1;
      else if (codePoint > last) low = middle + 1;
      else return true;
    }
    return false;
  };
}

function tableAt(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4);
  for (let index = 0; index < count; index++) {
    const at = 12 + 16 * index;
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8);
  }
  throw new Error(`The font has no table ${tag}.`);
}

/** Control and format characters, separators of lines and paragraphs, and variation selectors: they show nothing of their own. */
const invisible = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\p{Variation_Selector}/gu;

/** A text as the font can print it: what it has no sign for is named by its code point, nothing is left out in silence but marks without width. */
export function printable(font: Pick<PrintFont, 'has'>, text: string): string {
  // The face has the curly apostrophe as wide as a Chinese sign; inside a Latin word the straight one is meant.
  const clean = text
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', '  ')
    .replaceAll(invisible, '')
    .replaceAll(/(?<=\p{Script=Latin})’(?=\p{Script=Latin})/gu, "'");
  return Array.from(clean, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return sign === '\n' || font.has(code) ? sign : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  }).join('');
}
