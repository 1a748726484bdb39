import { randomBytes } from 'node:crypto';
import { type Context, newId } from '#platform/context.ts';
import { mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import { hashKey, revokeClient, selectClientId, upsertClient } from '../store/clients.ts';
import { stopPeer, upsertPeer } from '../store/peers.ts';

const nameForm = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{1,59}$/u;

function readName(name: string): string {
  const trimmed = name.trim();
  if (!nameForm.test(trimmed)) throw new Error('A name is 2 to 60 letters, digits, blanks, dots and hyphens.');
  return trimmed;
}

/** Makes a key for a system that files by Open311 and gives it once; it is kept as its hash alone. The same name again gets a new key. */
export async function makeKey(ctx: Context, name: string): Promise<{ id: string; name: string; key: string }> {
  const named = readName(name);
  const key = randomBytes(24).toString('base64url');
  const id = await upsertClient(ctx, { id: newId(ctx.now), name: named, keyHash: hashKey(key) });
  return { id, name: named, key };
}

/** Ends the key of a system; throws when it has none. */
export async function endKey(ctx: Context, name: string) {
  if (!(await revokeClient(ctx, name.trim()))) throw new Error(`There is no living key of "${name.trim()}".`);
}

export type PeerInput = {
  name: string;
  address: string;
  area: string;
  services: string;
  key?: string;
  jurisdiction?: string;
  client?: string;
};

/** `M01003=potholes,*=other`; `*==` says that the codes are the same there. */
export function readServices(text: string): Record<string, string> {
  const pairs = text.split(',').map((pair) => /^\s*(\*|[A-Z]\d{5})\s*=\s*(\S{1,60}|=)\s*$/.exec(pair));
  if (pairs.some((pair) => pair === null)) throw new Error('Services are written as M01003=their-code,*=their-code; *== keeps our codes.');
  return Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[1] ?? '', pair[2] ?? '']] : [])));
}

function readAddress(address: string): string {
  if (!URL.canParse(address) || !/^https?:/.test(address))
    throw new Error('The address is that of an endpoint up to its version, such as https://example.org/open311/v2');
  return address.replace(/\/$/, '');
}

async function knownClient(ctx: Context, name: string | undefined): Promise<string | null> {
  if (name === undefined) return null;
  const id = await selectClientId(ctx, name);
  if (id === undefined) throw new Error(`There is no key of "${name}".`);
  return id;
}

async function readArea(ctx: Context, code: string, services: Record<string, string>): Promise<string> {
  const [places, matters] = await Promise.all([placesOf(ctx.house), mattersOf(ctx.house)]);
  if (!places.area(code)) throw new Error(`There is no area ${code}.`);
  const stranger = Object.keys(services).find((one) => one !== '*' && !matters.matter(code, one));
  if (stranger !== undefined) throw new Error(`The responsibility list has no matter ${stranger}.`);
  return code;
}

/** Connects another Open311 server that answers for an area and for matters; the same name again changes it. Throws one sentence on a fault. */
export async function connectPeer(ctx: Context, input: PeerInput) {
  const services = readServices(input.services);
  await upsertPeer(ctx, {
    id: newId(ctx.now),
    name: readName(input.name),
    address: readAddress(input.address),
    jurisdiction: input.jurisdiction ?? null,
    keySealed: input.key ? ctx.house.vault.seal(input.key) : null,
    areaCode: await readArea(ctx, input.area, services),
    services,
    clientId: await knownClient(ctx, input.client),
  });
}

/** Disconnects a peer; what is queued for it stays. */
export async function disconnectPeer(ctx: Context, name: string) {
  if (!(await stopPeer(ctx, name.trim()))) throw new Error(`There is no peer "${name.trim()}" in use.`);
}
