import type { Settings } from './settings.ts';

/** Structured log lines without personal data: method, route pattern, status and time, never a query, a body or an address. */
export const logOptions = (settings: Pick<Settings, 'logLevel'>) => ({
  level: settings.logLevel,
  serializers: {
    req: (request: { method: string; routeOptions?: { url?: string } }) => ({ method: request.method, route: request.routeOptions?.url }),
  },
});
