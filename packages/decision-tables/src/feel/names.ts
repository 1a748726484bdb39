/** One spelling of a name: FEEL lets blanks stand around the signs that a name may contain (DMN 1.5, grammar rules 27 to 30). */
export function plainName(name: string): string {
  const text = name.trim();
  if (PLAIN.test(text)) return text;
  return text
    .replace(/\s*([./\-'+]|\*\*?)\s*/g, ' $1 ')
    .replace(/\s{2,}/g, ' ')
    .trim();
}

const PLAIN = /^[\p{L}\p{N}_]+$/u;

/** A value under a name, whatever its blanks; undefined when there is none. */
export function lookUp<V>(entries: ReadonlyMap<string, V>, name: string): V | undefined {
  const found = entries.get(name);
  if (found !== undefined || entries.has(name)) return found;
  for (const [key, value] of entries) if (plainName(key) === name) return value;
  return undefined;
}
