import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { type Actor, type Context, type House, unitOfWork } from './context.ts';
import { firstAnswer, keepAnswer, operationOf, readKey } from './first-answer.ts';
import { logOptions } from './log.ts';
import { answerProblem } from './problem.ts';
import { forbidden, notSignedIn } from './refusal.ts';
import type { Settings } from './settings.ts';
import { compileValidator } from './validator.ts';

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;
/** Hangs a module's operations into the app; `house` for what must be known before the errand begins. */
export type Routes = (app: App, house: House) => void;

/** Who may use an operation: anyone, someone signed in, or an officer whose post grants the permission. */
export type Access = 'anyone' | 'signed-in' | 'resident' | 'officer' | `${string}.${string}`;

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** Why the operation touches data, in words a resident would read in the ledger. */
    purpose?: string;
  }
  interface FastifyInstance {
    /** The page for addresses that no route knows; empty while no web is served. */
    lostPage: { html: string };
  }
  interface FastifyRequest {
    actor: Actor;
    /** Runs the errand in one transaction. */
    unitOfWork: <T>(work: (ctx: Context) => Promise<T>, pass?: string) => Promise<T>;
    /** As unitOfWork, and a retried request with the same Idempotency-Key gets the first answer. */
    once: <T extends object>(work: (ctx: Context) => Promise<T>, pass?: string) => Promise<T>;
  }
}

const grants = (actor: Actor, access: string) =>
  actor.kind === 'officer' && actor.appointments.some((held) => held.permissions.includes(access));

/** Throws when the actor may not use an operation with this access. */
export function admit(actor: Actor, access: Access) {
  if (access === 'anyone') return;
  if (actor.kind === 'guest') throw notSignedIn();
  if (access === 'signed-in' || access === actor.kind) return;
  if (access === 'resident' || access === 'officer') throw forbidden('access.other_kind', `This is for ${access}s only.`);
  if (!grants(actor, access)) throw forbidden('access.no_permission', `Your posts do not grant "${access}".`, { permission: access });
}

async function runOnce<T extends object>(
  house: House,
  request: FastifyRequest,
  now: Date,
  work: (ctx: Context) => Promise<T>,
  pass?: string,
): Promise<T> {
  const key = readKey(request);
  if (key === undefined) return unitOfWork(house, request.actor, now, work, pass);
  const operation = operationOf(request);
  try {
    return await unitOfWork(
      house,
      request.actor,
      now,
      async (ctx) => {
        const answer = await work(ctx);
        keepAnswer(ctx, key, operation, answer);
        return answer;
      },
      pass,
    );
  } catch (error) {
    const first = await unitOfWork(house, request.actor, now, (ctx) => firstAnswer<T>(ctx, key, operation));
    if (first) return first;
    throw error;
  }
}

const security = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'geolocation=(self), camera=(self), microphone=(self)',
};

/** Who sends a request; the module `people` knows. */
export type Identify = (house: House, request: FastifyRequest, now: Date) => Promise<Actor>;

/** The empty house: hooks, refusals, contract. Routes are hung in by app.ts; one without access, purpose or answers does not boot. */
export async function openHttp(
  house: House,
  settings: Pick<Settings, 'logLevel' | 'https'>,
  identify: Identify,
  clock: () => Date,
): Promise<App> {
  const app = fastify({
    logger: logOptions(settings),
    bodyLimit: 256 * 1024,
    requestTimeout: 60_000,
    routerOptions: { ignoreTrailingSlash: true },
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply),
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(compileValidator);
  app.setErrorHandler(answerProblem);
  app.decorate('lostPage', { html: '' });
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const { html } = app.lostPage;
    if (html && request.method === 'GET' && !request.url.startsWith('/api') && request.headers.accept?.includes('text/html'))
      return reply.code(404).type('text/html; charset=utf-8').send(html);
    return reply
      .code(404)
      .type('application/problem+json')
      .send({
        status: 404,
        code: 'route.unknown',
        title: `There is nothing at ${request.method} ${request.url.split('?')[0]}. The contract is at /openapi.json.`,
      });
  });
  await app.register(cookie);
  await app.register(compress, { threshold: 2048 });
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Banyan 榕治', version: '0.1.0', license: { name: 'Apache-2.0' } } },
  });
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api') || route.method === 'HEAD' || route.method === 'OPTIONS') return;
    const complete = route.config?.access && route.config.purpose && route.schema?.operationId && route.schema.response;
    if (!complete) throw new Error(`${String(route.method)} ${route.url} must declare access, purpose, operationId and its answers.`);
  });
  app.decorateRequest('actor', null as never);
  app.decorateRequest('unitOfWork', null as never);
  app.decorateRequest('once', null as never);
  app.addHook('onRequest', async (request) => {
    const now = clock();
    request.actor = { kind: 'guest' };
    request.unitOfWork = (work, pass) => unitOfWork(house, request.actor, now, work, pass);
    request.once = (work, pass) => runOnce(house, request, now, work, pass);
    const { access } = request.routeOptions.config;
    if (access === undefined) return;
    request.actor = await identify(house, request, now);
    admit(request.actor, access);
  });
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(security)) if (!reply.hasHeader(name)) reply.header(name, value);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  return app;
}
