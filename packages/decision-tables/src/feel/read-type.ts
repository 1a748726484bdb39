import { plainName } from './names.ts';
import { ANY, builtInType, type Type } from './type.ts';

/** Finds an item definition by its plain name; undefined when there is none. */
export type TypeNames = (name: string) => Type | undefined;

type Reader = { readonly text: string; at: number; readonly names: TypeNames };

/** Reads a type as FEEL writes it (DMN 1.5, grammar rules 51 to 54); null when it is malformed or unknown. */
export function readType(text: string, names: TypeNames = () => undefined): Type | null {
  const reader: Reader = { text: text.trim(), at: 0, names };
  const type = readOne(reader);
  return reader.at === reader.text.length ? type : null;
}

function skip(reader: Reader): void {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at += 1;
}

function take(reader: Reader, token: string): boolean {
  skip(reader);
  if (!reader.text.startsWith(token, reader.at)) return false;
  reader.at += token.length;
  skip(reader);
  return true;
}

function word(reader: Reader, stop: RegExp): string {
  const start = reader.at;
  while (reader.at < reader.text.length && !stop.test(reader.text[reader.at] ?? '')) reader.at += 1;
  return reader.text.slice(start, reader.at).trim();
}

function readOne(reader: Reader): Type | null {
  skip(reader);
  const name = word(reader, /[<>,]/);
  if (reader.text[reader.at] === '<') return readGeneric(reader, name);
  return builtInType(name) ?? reader.names(plainName(name)) ?? null;
}

const generics: Record<string, (reader: Reader) => Type | null> = {
  list: (reader) => readOf(reader, 'list'),
  range: (reader) => readOf(reader, 'range'),
  context: readFields,
  function: readFunction,
};

function readGeneric(reader: Reader, name: string): Type | null {
  const generic = Object.hasOwn(generics, name) ? generics[name] : undefined;
  return generic !== undefined && take(reader, '<') ? generic(reader) : null;
}

function readOf(reader: Reader, kind: 'list' | 'range'): Type | null {
  const of = readOne(reader);
  return of !== null && take(reader, '>') ? { kind, of } : null;
}

function readFields(reader: Reader): Type | null {
  const fields = new Map<string, Type>();
  do {
    skip(reader);
    const name = word(reader, /[:<>,]/);
    const type = take(reader, ':') ? readOne(reader) : null;
    if (name === '' || type === null) return null;
    fields.set(name, type);
  } while (take(reader, ','));
  return take(reader, '>') ? { kind: 'context', fields } : null;
}

function readFunction(reader: Reader): Type | null {
  const params: Type[] = [];
  if (!take(reader, '>')) {
    do {
      const type = readOne(reader);
      if (type === null) return null;
      params.push(type);
    } while (take(reader, ','));
    if (!take(reader, '>')) return null;
  }
  const result = take(reader, '->') ? readOne(reader) : ANY;
  return result === null ? null : { kind: 'function', params, result };
}
