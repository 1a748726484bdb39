import type { Context } from '#platform/context.ts';
import { absent } from '../faults.ts';
import { selectNumberOfToken } from '../store/requests.ts';
import type { Part } from '../write-xml.ts';

const form = /^(\d{6})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The request that a token stands for. Every service answers at once, so a token is only the county and the inner id of a request that a client filed. */
export async function findToken(ctx: Context, token: string): Promise<Part[]> {
  const [, region = '', id = ''] = form.exec(token) ?? [];
  const number = region === '' ? undefined : await selectNumberOfToken(ctx, region, id);
  if (number === undefined) throw absent(`token ${token.slice(0, 60)} not found`);
  return [{ service_request_id: number, token }];
}
