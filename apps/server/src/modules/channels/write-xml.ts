/** What an answer is made of, in the order in which its parts are written; undefined parts are left out. */
export type Part = string | number | boolean | null | undefined | Part[] | { [name: string]: Part };

/** The name of one entry of a list, by the name of the list (GeoReport v2 and its extensions). */
const entries: Record<string, string> = {
  discovery: 'discovery',
  endpoints: 'endpoint',
  formats: 'format',
  services: 'service',
  groups: 'group',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  service_request_updates: 'request_update',
  errors: 'error',
  media_urls: 'media_url',
  photos: 'photo',
  notes: 'note',
};

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/** Text as XML 1.0 takes it: what may not stand in a document at all (§2.2) is left out. */
const escapeText = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML forbids.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"\r]/g, (sign) => escapes[sign] ?? '');

function element(name: string, part: Part): string {
  if (part === undefined) return '';
  const inside = content(name, part);
  return inside === '' ? `<${name}/>` : `<${name}>${inside}</${name}>`;
}

function content(name: string, part: Part): string {
  if (part === null || part === undefined) return '';
  if (Array.isArray(part)) return part.map((one) => element(entries[name] ?? 'value', one)).join('');
  if (typeof part === 'object')
    return Object.entries(part)
      .map(([key, one]) => element(key, one))
      .join('');
  return escapeText(String(part));
}

/** A document with the declaration that the standard asks for; an empty list keeps its wrapper. */
export const writeXml = (root: string, part: Part): string => `<?xml version="1.0" encoding="utf-8"?>\n${element(root, part)}\n`;
