import { XMLParser } from 'fast-xml-parser';
import { type PeerDoor, type PeerGateway, PeerRefused } from '../peer-door.ts';

const patienceMs = 15_000;
const longestAnswer = 8 * 1024 * 1024;

/** Entities are never expanded and a document type is refused before parsing, so a hostile answer stays as small as it came. */
const parser = new XMLParser({ ignoreAttributes: true, processEntities: false, parseTagValue: false, trimValues: true });

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML and character references; anything else stays as written. */
const clear = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

type Tree = { [name: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text of an element; empty and missing alike give null. */
function textIn(tree: Tree, name: string): string | null {
  const value = Array.isArray(tree[name]) ? tree[name][0] : tree[name];
  return typeof value === 'string' && value !== '' ? clear(value) : null;
}

function childrenOf(tree: Tree, list: string, entry: string): Tree[] {
  const inside = tree[list];
  const found = isTree(inside) ? inside[entry] : undefined;
  return (Array.isArray(found) ? found : [found]).filter(isTree);
}

/** Reads a document of another server; throws one sentence when it is none or carries a document type. */
export function readXml(text: string): Tree {
  if (/<!\s*(doctype|entity)/i.test(text)) throw new Error('The answer carries a document type, which is not read.');
  const tree: unknown = /<[A-Za-z]/.test(text) ? parser.parse(text, true) : undefined;
  if (!isTree(tree)) throw new Error('The answer is not XML.');
  return tree;
}

async function bodyOf(answer: Response): Promise<string> {
  if (Number(answer.headers.get('content-length') ?? 0) > longestAnswer) throw new Error('The answer is too long.');
  const bytes = await answer.arrayBuffer();
  if (bytes.byteLength > longestAnswer) throw new Error('The answer is too long.');
  return new TextDecoder().decode(bytes);
}

/** What a server says of a refusal, cut short for the one who reads it. */
function saidIn(text: string): string {
  try {
    const said = childrenOf(readXml(text), 'errors', 'error').map((error) => textIn(error, 'description') ?? '');
    if (said.length > 0) return said.join('; ').slice(0, 300);
  } catch {
    // Falls through to the text itself.
  }
  return text
    .replaceAll(/<[^>]*>|\s+/g, ' ')
    .trim()
    .slice(0, 200);
}

/** Keys that are wrong and things that are missing may be mended at the other end; what was read and not taken is final. */
async function ask(
  door: PeerDoor,
  path: string,
  query: Record<string, string>,
  form?: [string, string][],
  onceKey?: string,
): Promise<Tree> {
  const address = new URL(`${door.address.replace(/\/$/, '')}/${path}`);
  const own: [string, string][] = [...(door.jurisdiction ? [['jurisdiction_id', door.jurisdiction] as [string, string]] : [])];
  const key: [string, string][] = door.key ? [['api_key', door.key]] : [];
  for (const [name, value] of [...own, ...(form ? [] : key), ...Object.entries(query)]) address.searchParams.set(name, value);
  const answer = await fetch(address, {
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
    headers: { accept: 'text/xml', ...(onceKey ? { 'idempotency-key': onceKey } : {}) },
    ...(form ? { method: 'POST', body: new URLSearchParams([...key, ...own, ...form]) } : {}),
  });
  const text = await bodyOf(answer);
  if (answer.ok) return readXml(text);
  const said = `${answer.status}: ${saidIn(text)}`;
  throw form && [400, 404, 422].includes(answer.status) ? new PeerRefused(said) : new Error(said);
}

const place = (lat: number | null, lon: number | null): [string, string][] =>
  lat === null || lon === null
    ? []
    : [
        ['lat', String(lat)],
        ['long', String(lon)],
      ];

/** Speaks GeoReport v2 and FixMyStreet’s update extension in XML, which every server must know. */
export const open311Peer: PeerGateway = {
  async sendRequest(door, request) {
    const tree = await ask(
      door,
      'requests.xml',
      {},
      [
        ['service_code', request.serviceCode],
        ['description', request.description],
        ['attribute[title]', request.title],
        ['attribute[fixmystreet_id]', request.number],
        ['requested_datetime', request.requestedAt],
        ...place(request.lat, request.lon),
        ...(request.address ? [['address_string', request.address] as [string, string]] : []),
      ],
      request.onceKey,
    );
    const [made] = childrenOf(tree, 'service_requests', 'request');
    const requestId = made ? textIn(made, 'service_request_id') : null;
    const token = made ? textIn(made, 'token') : null;
    if (requestId === null && token === null) throw new Error('The server answered without an id or a token.');
    return { requestId, token };
  },
  async sendUpdate(door, update) {
    const tree = await ask(
      door,
      'servicerequestupdates.xml',
      {},
      [
        ['service_request_id', update.requestId],
        ['update_id', update.updateId],
        ['updated_datetime', update.at],
        ['status', update.status],
        ['description', update.description],
      ],
      update.onceKey,
    );
    const [made] = childrenOf(tree, 'service_request_updates', 'request_update');
    return { updateId: made ? textIn(made, 'update_id') : null };
  },
  async findToken(door, token) {
    const tree = await ask(door, `tokens/${encodeURIComponent(token)}.xml`, {});
    const [found] = childrenOf(tree, 'service_requests', 'request');
    return found ? textIn(found, 'service_request_id') : null;
  },
  async fetchUpdates(door, from, to) {
    const tree = await ask(door, 'servicerequestupdates.xml', { start_date: from, end_date: to });
    return childrenOf(tree, 'service_request_updates', 'request_update').flatMap((one) => {
      const [id, requestId] = [textIn(one, 'update_id'), textIn(one, 'service_request_id')];
      if (id === null || requestId === null) return [];
      return [
        {
          id,
          requestId,
          status: textIn(one, 'status') ?? '',
          state: textIn(one, 'external_status_code'),
          description: textIn(one, 'description') ?? '',
        },
      ];
    });
  },
};
