import { type FeelContext, type FeelList, fail, isContext, type Run, type Value } from '../values/value.ts';
import { type Signature, signature } from './signature.ts';

function valueAt(context: FeelContext, keys: FeelList): Value {
  let at: Value = context;
  for (const key of keys) {
    if (typeof key !== 'string' || !isContext(at)) return null;
    at = at.get(key) ?? null;
  }
  return keys.length === 0 ? null : at;
}

function put(context: FeelContext, keys: FeelList, value: Value): FeelContext | null {
  const [key, ...rest] = keys;
  if (typeof key !== 'string') return null;
  if (rest.length === 0) return new Map(context).set(key, value);
  const inner = context.get(key) ?? null;
  const changed = isContext(inner) ? put(inner, rest, value) : null;
  return changed === null ? null : new Map(context).set(key, changed);
}

function fromEntries(entries: FeelList, run: Run): Value {
  const made = new Map<string, Value>();
  for (const entry of entries) {
    const key = isContext(entry) ? entry.get('key') : undefined;
    if (!isContext(entry) || typeof key !== 'string' || !entry.has('value'))
      return fail(run, 'feel.wrong_arguments', 'an entry has a key and a value');
    if (made.has(key)) return fail(run, 'feel.entry_twice', `"${key}" is there twice`);
    made.set(key, entry.get('value') ?? null);
  }
  return made;
}

function merge(contexts: FeelList): Value {
  const merged = new Map<string, Value>();
  for (const context of contexts) {
    if (!isContext(context)) return null;
    for (const [key, value] of context) merged.set(key, value);
  }
  return merged;
}

/** Context functions (DMN 1.5, 10.3.4.9). */
export const contextFunctions: Record<string, readonly Signature[]> = {
  'get value': [
    signature(['m', 'key'], ['context', 'string'], ([context, key]) => context.get(key) ?? null),
    signature(['context', 'keys'], ['context', 'list'], ([context, keys]) => valueAt(context, keys)),
  ],
  'get entries': [
    signature(['m'], ['context'], ([context]) =>
      [...context].map(
        ([key, value]) =>
          new Map<string, Value>([
            ['key', key],
            ['value', value],
          ]),
      ),
    ),
  ],
  context: [signature(['entries'], ['list'], ([entries], run) => fromEntries(entries, run))],
  'context put': [
    signature(['context', 'key', 'value'], ['context', 'string', 'any'], ([context, key, value]) => put(context, [key], value)),
    signature(['context', 'keys', 'value'], ['context', 'list', 'any'], ([context, keys, value]) => put(context, keys, value)),
  ],
  'context merge': [signature(['contexts'], ['list'], ([contexts]) => merge(contexts))],
};
