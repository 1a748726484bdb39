import { modules } from '../../apps/server/src/app.ts';
import { identify } from '../../apps/server/src/modules/people/index.ts';
import type { House } from '../../apps/server/src/platform/context.ts';
import { openHttp } from '../../apps/server/src/platform/http.ts';

/** One operation as its module hung it in: what the contract shows of it, and what only the house knows. */
export type Operation = { module: string; method: string; path: string; operationId: string; access: string; purpose: string };

type Parameter = { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema?: object };

/** The parts of an OpenAPI 3.1 document that are read here. */
export type OperationObject = {
  operationId?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: BodySchema }> };
  responses?: Record<string, unknown>;
};
export type BodySchema = { type?: string; properties?: Record<string, { type?: string }>; required?: string[] };
export type OpenApi = { openapi: string; paths: Record<string, Record<string, OperationObject>> };

type Hung = { method: string | string[]; url: string; config?: { access?: string; purpose?: string }; schema?: { hide?: boolean } };

/** The contract of every module, and its operations with their access and purpose, in the order of the modules. */
export async function readContract(house: House): Promise<{ document: OpenApi; operations: Operation[] }> {
  const app = await openHttp(house, { logLevel: 'silent', https: house.https }, identify, () => new Date(0));
  const operations: Operation[] = [];
  let module = '';
  app.addHook('onRoute', (route: Hung) => {
    // What follows a standard of others (Open311) is no part of our own contract.
    if (route.schema?.hide) return;
    for (const method of [route.method].flat()) if (method !== 'HEAD') operations.push(operationOf(module, method, route));
  });
  for (const one of modules) {
    module = one.name;
    one.routes?.(app, house);
    // Routes in a scope of their own are hung in when the scope is loaded.
    await app.after();
  }
  await app.ready();
  const document = app.swagger() as unknown as OpenApi;
  await app.close();
  return { document, operations };
}

function operationOf(module: string, method: string, route: Hung): Operation {
  const { operationId = '' } = (route.schema ?? {}) as { operationId?: string };
  return {
    module,
    method,
    path: route.url.replace(/:(\w+)/g, '{$1}'),
    operationId,
    access: route.config?.access ?? '',
    purpose: route.config?.purpose ?? '',
  };
}

/** The value with the keys of every object in alphabetical order, so that the same contract is the same text. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  );
}

export const writeContract = (document: OpenApi): string => `${JSON.stringify(ordered(document), null, 2)}\n`;
