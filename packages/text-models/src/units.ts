/**
 * A text as units: a Han character is one, so are ? and !; a word of another script is one, a number is its digits count, everything else is a gap. Units are 32-bit
 * hashes, so that no string is made on the way; runs of units between gaps carry the n-grams.
 */
export type Units = { readonly count: number; readonly hash: Int32Array; readonly start: Int32Array; readonly end: Int32Array };

/** A unit of this value ends a run. */
export const gap = 0;

const longestText = 20_000;
const room = longestText + 2;
const hashes = new Int32Array(room);
const starts = new Int32Array(room);
const ends = new Int32Array(room);

export const mix = (hash: number, next: number) => Math.imul(hash ^ next, 0x01000193) ^ (Math.imul(next, 0x9e3779b1) >>> 15);

const other = 0;
const han = 1;
const letter = 2;
const digit = 3;
/** White space neither is a unit nor ends a run: words of English follow each other, and spaces in Chinese mean nothing. */
const space = 4;

const kinds = kindsOfCharacters();

function kindsOfCharacters(): Uint8Array {
  const kind = new Uint8Array(65_536);
  for (let code = 0; code < 65_536; code += 1) {
    const character = String.fromCharCode(code);
    if (/\p{Script=Han}/u.test(character)) kind[code] = han;
    else if (/\p{Nd}/u.test(character)) kind[code] = digit;
    else if (/[\p{L}\p{M}]/u.test(character)) kind[code] = letter;
    else if (/\s/.test(character)) kind[code] = space;
    // A question and a cry are heard: they count as units of their own.
    else if (character === '?' || character === '!') kind[code] = han;
  }
  return kind;
}

/** Where the unit that begins at `at` ends: words and numbers go on while the kind of character is the same. */
function endOf(text: string, at: number, length: number, kind: number): number {
  let next = at + 1;
  if (kind === letter || kind === digit) while (next < length && kinds[text.charCodeAt(next)] === kind) next += 1;
  return next;
}

/** The hash of a unit. The digits of a number say little; how many there are tells a year from a phone. */
function hashOf(text: string, at: number, end: number, kind: number): number {
  if (kind === han) return mix(0x811c9dc5, text.charCodeAt(at)) | 1;
  let hash = kind === digit ? 0x1234567 : 0x811c9dc5;
  for (let place = at; place < end; place += 1) hash = mix(hash, kind === digit ? 48 : text.charCodeAt(place));
  return hash | 1;
}

/** Cuts a text that `plainText` gave into units. The arrays are shared: use them before the next call. Reads at most 20,000 UTF-16 units. */
export function cutUnits(text: string): Units {
  const length = Math.min(text.length, longestText);
  let count = 0;
  let at = 0;
  while (at < length) {
    const kind = kinds[text.charCodeAt(at)] as number;
    const end = endOf(text, at, length, kind);
    const hash = kind === other ? gap : hashOf(text, at, end, kind);
    if (kind !== space && (hash !== gap || (count > 0 && hashes[count - 1] !== gap))) {
      hashes[count] = hash;
      starts[count] = at;
      ends[count] = end;
      count += 1;
    }
    at = end;
  }
  return { count, hash: hashes, start: starts, end: ends };
}
