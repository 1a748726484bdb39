import { createHash } from 'node:crypto';
import { type Context, newId } from '#platform/context.ts';
import { holdCase, playStep, redact } from '../../cases/index.ts';
import { causedBy } from '../cause.ts';
import { absent, wrong } from '../faults.ts';
import { effectOfUpdate, readUpdateStatus, type UpdateStatus, updateStatuses } from '../policy.ts';
import { type Fields, one } from '../read-body.ts';
import { readInstant } from '../read-query.ts';
import type { Client } from '../store/clients.ts';
import { bound } from '../store/requests.ts';
import { type FoundRequest, insertClientUpdate, selectClientUpdate, selectRequest } from '../store/updates.ts';
import { numbersOf } from './list-requests.ts';
import { publishedCodes, type Scene } from './scene.ts';

export type TakenUpdate = { update_id: string; account_id: null };

const longestUpdate = 4000;

function readStatus(fields: Fields): UpdateStatus | undefined {
  const written = one(fields, 'status');
  if (written === undefined) return undefined;
  const status = readUpdateStatus(written);
  if (!status)
    throw wrong(`status: "${written.slice(0, 40)}" is not one of ${updateStatuses.map((word) => word.toUpperCase()).join(', ')}`);
  return status;
}

/** The client’s own id of the update; without one the same words on the same request are the same update. */
const theirIdOf = (fields: Fields) =>
  one(fields, 'update_id')?.slice(0, 200) ??
  createHash('sha256')
    .update(JSON.stringify([one(fields, 'status'), one(fields, 'description'), one(fields, 'updated_datetime')]))
    .digest('base64url');

async function findRequest(ctx: Context, scene: Scene, client: Client, id: string): Promise<FoundRequest> {
  const [number] = numbersOf([id]);
  const found = number && (await selectRequest(ctx, number.region, number.number));
  const mayWrite = found && (found.client_id === client.id || publishedCodes(scene).includes(found.matter_code ?? ''));
  if (!mayWrite) throw absent(`service_request_id ${id.slice(0, 40)} not found`);
  return found;
}

type Said = { id: string; description: string; status: UpdateStatus | undefined };

function readUpdate(scene: Scene, fields: Fields): Said {
  const [id, description = ''] = [one(fields, 'service_request_id'), one(fields, 'description')];
  const status = readStatus(fields);
  if (id === undefined) throw wrong('service_request_id required');
  if (description === '' && status === undefined) throw wrong('description or status required');
  if ([...description].length > longestUpdate) throw wrong(`description: longer than ${longestUpdate} characters`);
  readInstant(fields, 'updated_datetime', scene.zone);
  return { id, description, status };
}

/**
 * Takes an update from a client: on a request that it filed itself the reporter’s words move the case where the law of the loop lets a reporter do so,
 * everywhere else they become a remark in the file. The same update again gets the first answer. When it happened by the client’s clock is not relied on.
 */
export async function takeUpdate(ctx: Context, scene: Scene, client: Client, fields: Fields, isTest: boolean): Promise<TakenUpdate> {
  bound(ctx);
  const said = readUpdate(scene, fields);
  const found = await findRequest(ctx, scene, client, said.id);
  const updateId = newId(ctx.now);
  if (isTest) return { update_id: updateId, account_id: null };
  const held = await holdCase(ctx, found.region, found.id, true);
  if (!held) throw absent(`service_request_id ${said.id.slice(0, 40)} not found`);
  const key = { region: found.region, case_id: found.id, client_id: client.id, their_id: theirIdOf(fields) };
  const first = await selectClientUpdate(ctx, key);
  if (first !== undefined) return { update_id: first, account_id: null };
  const effect = effectFor(found, client, said.status, held.file.state);
  if (effect !== 'none') {
    const note = `【${client.name}】${redact(said.description) || (said.status ?? '')}`;
    await playStep(causedBy(ctx, { clientId: client.id, updateId }), held, effect, { note }, effect === 'note' ? 'involved' : 'reporter');
  }
  await insertClientUpdate(ctx, { ...key, id: updateId, at: ctx.now, status: said.status ?? '', done: effect === 'none' ? null : effect });
  return { update_id: updateId, account_id: null };
}

/** Only who filed a request speaks for its reporter. */
function effectFor(found: FoundRequest, client: Client, status: UpdateStatus | undefined, state: string) {
  const effect = effectOfUpdate(status, state);
  if (effect === 'none' || effect === 'note' || found.client_id === client.id) return effect;
  return effectOfUpdate(undefined, state);
}
