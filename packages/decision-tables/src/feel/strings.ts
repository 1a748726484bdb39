const ESCAPE = /\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{6}|[\s\S])/g;
const SIGNS: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' };

/** What stands between the quotes of a string literal (DMN 1.5, grammar rule 33). An unknown escape stands for itself. */
export function unescapeString(literal: string): string {
  return literal.slice(1, -1).replace(ESCAPE, (all, sign: string) => {
    if (sign.length > 1) {
      const code = Number.parseInt(sign.slice(1), 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    }
    return SIGNS[sign] ?? all;
  });
}

/** Writes a string literal. */
export function quoteString(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

const STRING = /"(?:[^"\\]|\\[\s\S])*"?/g;

/** The text with the inside of every string blanked, place for place. */
export function withoutStrings(text: string): string {
  return text.replace(STRING, (literal) => `"${' '.repeat(Math.max(0, literal.length - 2))}${literal.length > 1 ? '"' : ''}`);
}

const WIDE = /[＋－＊／＝＜＞（）［］｛｝，．：；！？＂“”‘’「」、。《》]|[０-９Ａ-Ｚａ-ｚ]/;

/** The first full-width sign outside strings and its place: it would silently become part of a name. Null when there is none. */
export function findWideSign(text: string): { readonly sign: string; readonly at: number } | null {
  const found = WIDE.exec(withoutStrings(text));
  return found === null ? null : { sign: found[0], at: found.index };
}
