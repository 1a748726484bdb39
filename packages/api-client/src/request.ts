/** A refusal of the server (RFC 9457), or the lack of an answer. `code` is stable; show the words for it, and `title` when there are none. */
export class Problem extends Error {
  // Declared only: as real fields they would be redefined after the constructor's super() in old browsers, at the price of a helper.
  declare readonly status: number;
  declare readonly code: string;
  declare readonly detail: Readonly<Record<string, unknown>>;
  constructor(status: number, code: string, title: string, detail: Readonly<Record<string, unknown>> = {}) {
    super(title);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

/** Codes that do not come from the server: nothing answered, or something other than Banyan did. */
export const unreachable = 'network.unreachable';
export const unreadable = 'network.unreadable';

/** Whether sending the same request again later may succeed: no answer, too busy, or a failure on the server's side. */
export const mayPass = (problem: unknown): boolean =>
  problem instanceof Problem && (problem.status === 0 || problem.status === 408 || problem.status === 429 || problem.status >= 500);

export const isProblem = (error: unknown, code?: string): error is Problem =>
  error instanceof Problem && (code === undefined || error.code === code);

/** Any thrown thing as a Problem, so that pages handle one shape. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, unreachable, error instanceof Error ? error.message : String(error));
}

/** A random UUID v4. `crypto.randomUUID` is missing in Chrome 87–91, Safari 14 and outside secure contexts. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const settings = { base: '/api', language: 'zh-CN', onSignedOut: undefined as (() => void) | undefined };

/** Where the API is (default `/api` of the same origin), in which language it answers, and what happens when the session has ended. */
export function configureApi(change: Partial<typeof settings>) {
  Object.assign(settings, change);
}

export const apiUrl = (path: string): string => `${settings.base}${path}`;

type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;
export type Ask = {
  query?: Query;
  body?: unknown;
  /** Idempotency-Key; the same key on a retry gets the first answer. */
  key?: string;
  /** Query code of a reporter who is not signed in. */
  queryCode?: string | null;
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
};

export function queryText(query: Query | undefined): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

function headersOf(ask: Ask): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-language': settings.language,
    ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(ask.key === undefined ? {} : { 'idempotency-key': ask.key }),
    ...(ask.queryCode ? { 'x-query-code': ask.queryCode } : {}),
    ...ask.headers,
  };
}

function parse(status: number, text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    throw new Problem(status, unreadable, 'The answer could not be read.');
  }
}

function problemOf(status: number, data: unknown): Problem {
  const { code, title, status: _status, ...detail } = (data ?? {}) as Record<string, unknown>;
  return new Problem(status, typeof code === 'string' ? code : unreadable, typeof title === 'string' ? title : `HTTP ${status}`, detail);
}

/** Reads an answer's text as JSON or throws the Problem it tells. Shared with uploads, which do not come by fetch. */
export function readAnswer<T>(status: number, text: string): T {
  const data = parse(status, text);
  if (status >= 200 && status < 300) return data as T;
  const problem = problemOf(status, data);
  if (status === 401 && problem.code === 'session.missing') settings.onSignedOut?.();
  throw problem;
}

/** One request. Throws a Problem, or the AbortError of the caller's own signal. */
export async function send<T>(method: 'GET' | 'POST', path: string, ask: Ask = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`${apiUrl(path)}${queryText(ask.query)}`, {
      method,
      headers: headersOf(ask),
      credentials: 'same-origin',
      ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
      ...(ask.signal ? { signal: ask.signal } : {}),
    });
  } catch (error) {
    if (ask.signal?.aborted) throw error;
    throw new Problem(0, unreachable, 'The server cannot be reached.');
  }
  return readAnswer<T>(response.status, await response.text());
}

export const get = <T>(path: string, ask?: Ask) => send<T>('GET', path, ask);

/** A POST. Everything that creates or acts carries a key; give your own to be able to retry. */
export const post = <T>(path: string, body: unknown = {}, ask: Ask = {}) => send<T>('POST', path, { key: newKey(), ...ask, body });
