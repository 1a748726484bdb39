import { readType } from './read-type.ts';
import { withoutStrings } from './strings.ts';
import { ANY } from './type.ts';

const START = /(?:\binstance\s+of|:|->)\s*(?=(?:list|range|context|function)\s*<)|\binstance\s+of\s+(?=function(?![\w<]|\s*<))/g;

export type HiddenTypes = { readonly text: string; readonly types: ReadonlyMap<number, string> };

/**
 * Puts `Any` in place of every type with parameters, and remembers what stood there. The grammar has no `range<…>` and takes `list`
 * for a variable where a parameter of that name was given.
 */
export function hideTypes(text: string): HiddenTypes {
  const types = new Map<number, string>();
  if (!/<|\bfunction\b/.test(text)) return { text, types };
  const bare = withoutStrings(text);
  let hidden = text;
  for (const match of bare.matchAll(START)) {
    const from = match.index + match[0].length;
    const bareFunction = !/^\w+\s*</.test(bare.slice(from));
    const to = bareFunction ? from + 'function'.length : endOfType(bare, from);
    const written = text.slice(from, to);
    if (to < 0 || readType(written, () => ANY) === null) continue;
    types.set(from, written);
    hidden = hidden.slice(0, from) + 'Any'.padEnd(written.length) + hidden.slice(to);
  }
  return { text: hidden, types };
}

/** The place behind the last angle bracket that closes the type, a function's result included; -1 when it never closes. */
function endOfType(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '<') depth += 1;
    if (text[at] !== '>' || text[at - 1] === '-') continue;
    depth -= 1;
    if (depth === 0) return endOfResult(text, at + 1);
  }
  return -1;
}

function endOfResult(text: string, at: number): number {
  const arrow = /^\s*->\s*/.exec(text.slice(at));
  if (arrow === null) return at;
  const from = at + arrow[0].length;
  const name = /^[\p{L}_][\p{L}\p{N}_ .]*/u.exec(text.slice(from))?.[0] ?? '';
  const simple = /^(?:days and time duration|years and months duration|date and time|[\p{L}\p{N}_.]+)/u.exec(name)?.[0] ?? '';
  return text[from + simple.length] === '<' ? endOfType(text, from) : from + simple.length;
}
