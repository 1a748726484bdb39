import type { MultiPolygon, Position } from './shape.ts';

type Nested = number | Nested[];

const HEAD = /^\s*(?:SRID\s*=\s*\d+\s*;)?\s*(POLYGON|MULTIPOLYGON)\s*(?:ZM|Z|M)?\s*(?=[(E])/i;

/**
 * Reads POLYGON and MULTIPOLYGON well-known text (OGC 06-103r4), with or without SRID prefix, Z and M, into positions of longitude
 * and latitude. Throws SyntaxError for anything else; rings are not checked here.
 */
export function parseWkt(text: string): MultiPolygon {
  const head = HEAD.exec(text);
  if (!head) throw new SyntaxError('Only POLYGON and MULTIPOLYGON can be read.');
  const body = text.slice(head[0].length).trim();
  if (/^EMPTY$/i.test(body)) return [];
  const nested = nest(body);
  return head[1]?.toUpperCase() === 'POLYGON' ? [polygonOf(nested)] : listOf(nested).map(polygonOf);
}

/** Turns `((1 2, 3 4))` into the JSON `[[[1,2],[3,4]]]`: a comma parts positions inside the innermost brackets, and lists outside. */
function nest(body: string): Nested {
  if (!/^[\d\s.,()+eE-]+$/.test(body)) throw new SyntaxError('There is text after the polygon.');
  const json = body
    .replace(/\(([^()]*)\)/g, (_, inner: string) => `[${inner.split(',').map(positionJson).join(',')}]`)
    .replaceAll('(', '[')
    .replaceAll(')', ']');
  try {
    return JSON.parse(json) as Nested;
  } catch {
    throw new SyntaxError('The brackets of the polygon do not match.');
  }
}

function positionJson(text: string): string {
  const numbers = text.trim().split(/\s+/).map(Number);
  if (numbers.length < 2 || numbers.some((number) => !Number.isFinite(number))) throw new SyntaxError(`"${text.trim()}" is no position.`);
  return `[${numbers.slice(0, 2).join(',')}]`;
}

function listOf(nested: Nested | undefined): Nested[] {
  if (!Array.isArray(nested)) throw new SyntaxError('The polygon has too few brackets.');
  return nested;
}

function polygonOf(nested: Nested): Position[][] {
  return listOf(nested).map((ring) => listOf(ring).map(positionOf));
}

function positionOf(nested: Nested): Position {
  const [lon, lat] = listOf(nested);
  if (typeof lon !== 'number' || typeof lat !== 'number') throw new SyntaxError('The polygon has too many brackets.');
  return [lon, lat];
}
