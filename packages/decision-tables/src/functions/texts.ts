import { burn, type Run, type Value } from '../values/value.ts';
import { matchesPattern, replacePattern, splitBy } from './patterns.ts';
import { type Signature, signature } from './signature.ts';

/** Characters are code points: "🐎" is one (DMN 1.5, table 76). */
function substring(text: string, start: number, length: number | null): Value {
  const from = Math.trunc(start);
  const signs = Array.from(text);
  const at = from > 0 ? from - 1 : signs.length + from;
  if (from === 0 || at < 0 || (length !== null && length < 0)) return null;
  return signs.slice(at, length === null ? undefined : at + Math.trunc(length)).join('');
}

function two(first: string, second: string, body: (first: string, second: string, run: Run) => Value): Signature {
  return signature([first, second], ['string', 'string'], ([a, b], run) => body(a, b, run));
}

function join(list: readonly Value[], delimiter: string, run: Run): Value {
  const texts: string[] = [];
  for (const item of list) {
    if (item === null) continue;
    if (typeof item !== 'string') return null;
    burn(run, 1 + (item.length >> 6));
    texts.push(item);
  }
  return texts.join(delimiter);
}

/** String functions (DMN 1.5, 10.3.4.3). */
export const textFunctions: Record<string, readonly Signature[]> = {
  substring: [
    signature(['string', 'start position'], ['string', 'number'], ([text, start]) => substring(text, start, null)),
    signature(['string', 'start position', 'length'], ['string', 'number', 'number?'], ([text, start, length]) =>
      substring(text, start, length),
    ),
  ],
  'string length': [signature(['string'], ['string'], ([text]) => Array.from(text).length)],
  'upper case': [signature(['string'], ['string'], ([text]) => text.toUpperCase())],
  'lower case': [signature(['string'], ['string'], ([text]) => text.toLowerCase())],
  'substring before': [two('string', 'match', (text, match) => text.slice(0, Math.max(0, text.indexOf(match))))],
  'substring after': [
    two('string', 'match', (text, match) => {
      const at = text.indexOf(match);
      return at < 0 ? '' : text.slice(at + match.length);
    }),
  ],
  replace: [
    signature(
      ['input', 'pattern', 'replacement', 'flags'],
      ['string', 'string', 'string', 'string?'],
      ([input, pattern, replacement, flags], run) => replacePattern(input, pattern, replacement, flags ?? '', run),
    ),
  ],
  contains: [two('string', 'match', (text, match) => text.includes(match))],
  'starts with': [two('string', 'match', (text, match) => text.startsWith(match))],
  'ends with': [two('string', 'match', (text, match) => text.endsWith(match))],
  matches: [
    signature(['input', 'pattern', 'flags'], ['string', 'string', 'string?'], ([input, pattern, flags], run) =>
      matchesPattern(input, pattern, flags ?? '', run),
    ),
  ],
  split: [two('string', 'delimiter', splitBy)],
  'string join': [
    signature(['list'], ['list'], ([list], run) => join(list, '', run)),
    signature(['list', 'delimiter'], ['list', 'string?'], ([list, delimiter], run) => join(list, delimiter ?? '', run)),
  ],
};
