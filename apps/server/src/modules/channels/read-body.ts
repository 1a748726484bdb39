import { wrong } from './faults.ts';

/** The fields of a request by their names, each with its values in order; empty values are as good as absent (GeoReport v2). */
export type Fields = ReadonlyMap<string, readonly string[]>;

const mostFields = 300;
const longestField = 20_000;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Puts fields together; refuses what no database takes and what no form needs. */
export function fieldsOf(pairs: Iterable<readonly [string, string]>): Fields {
  const fields = new Map<string, string[]>();
  let count = 0;
  for (const [name, written] of pairs) {
    const value = written.trim();
    if (++count > mostFields) throw wrong(`more than ${mostFields} fields`);
    if (name.length > 200 || value.length > longestField) throw wrong(`${name.slice(0, 60)}: longer than ${longestField} characters`);
    if (value === '') continue;
    if (value.includes('\0') || name.includes('\0')) throw wrong(`${name.replaceAll('\0', '').slice(0, 60)}: holds the character U+0000`);
    const held = fields.get(name);
    if (held) held.push(value.toWellFormed());
    else fields.set(name, [value.toWellFormed()]);
  }
  return fields;
}

const hex = (code: number) =>
  code >= 48 && code <= 57 ? code - 48 : code >= 65 && code <= 70 ? code - 55 : code >= 97 && code <= 102 ? code - 87 : -1;

/** Percent-decoding to bytes first, so that another encoding than UTF-8 is noticed instead of garbled. */
function percentDecoded(bytes: Buffer): string {
  const clear = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    const [high, low] = byte === 37 ? [hex(bytes[at + 1] ?? 0), hex(bytes[at + 2] ?? 0)] : [-1, -1];
    if (high >= 0 && low >= 0) {
      clear[length++] = high * 16 + low;
      at += 2;
    } else clear[length++] = byte === 43 ? 32 : byte;
  }
  return decode(clear.subarray(0, length));
}

/** Text of bytes; refuses what is not UTF-8. */
export function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw wrong('the text is not UTF-8; send every text as UTF-8');
  }
}

function* pairsOf(body: Buffer): Generator<readonly [string, string]> {
  for (let from = 0; from < body.length; ) {
    const next = body.indexOf(38, from);
    const end = next < 0 ? body.length : next;
    const pair = body.subarray(from, end);
    from = end + 1;
    if (pair.length === 0) continue;
    const sign = pair.indexOf(61);
    yield sign < 0 ? [percentDecoded(pair), ''] : [percentDecoded(pair.subarray(0, sign)), percentDecoded(pair.subarray(sign + 1))];
  }
}

/** Reads a body of application/x-www-form-urlencoded, which the standard asks for. */
export const readForm = (body: Buffer): Fields => fieldsOf(pairsOf(body));

const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** The parts of a list or an object under the names that a form would give them. */
function partsOf(name: string, value: object): [string, unknown][] {
  if (Array.isArray(value)) return value.map((one) => [name, one]);
  const stem = name === 'attributes' ? 'attribute' : name;
  return Object.entries(value).map(([key, one]) => [`${stem}[${key}]`, one]);
}

const deepest = 3;

function flat(name: string, value: unknown, depth = 0): (readonly [string, string])[] {
  if (isPlain(value)) return [[name, String(value)]];
  if (typeof value !== 'object' || value === null) return [];
  if (depth === deepest) throw wrong(`${name.slice(0, 60)}: nested too deep`);
  return partsOf(name, value).flatMap(([part, one]) => flat(part, one, depth + 1));
}

/** Reads a JSON body with the names of the form; attributes may stand in an object `attribute` or `attributes`. Our own addition to the standard. */
export function readJsonBody(body: Buffer): Fields {
  let value: unknown;
  try {
    value = JSON.parse(decode(body));
  } catch (error) {
    if (error instanceof SyntaxError) throw wrong('the body is not valid JSON');
    throw error;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('the body must be a JSON object');
  return fieldsOf(Object.entries(value).flatMap(([name, one]) => flat(name, one)));
}

export const one = (fields: Fields, name: string): string | undefined => fields.get(name)?.[0];

/** `a,b` and repeated names alike. */
export const listOf = (fields: Fields, name: string): string[] =>
  (fields.get(name) ?? fields.get(`${name}[]`) ?? [])
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
