import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '#platform/context.ts';
import type { App } from '#platform/http.ts';
import { CodeRequest, CodeSent, CodeSignIn, Guest, Me, MeOrGuest, PasswordSignIn, SessionKey, Sessions } from './schema.ts';
import { type Browser, endSession, listSessions, type SignedIn, signOut } from './service/keep-session.ts';
import { me as readMe } from './service/me.ts';
import { signIn } from './service/sign-in.ts';
import { requestCode, signInByCode } from './service/sign-in-by-code.ts';
import { cookieName, isHttps } from './session.ts';

const tags = ['people'];

const browserOf = (request: FastifyRequest): Browser => ({ agent: request.headers['user-agent'], cookies: request.cookies });

export function routes(app: App, house: House) {
  const https = isHttps(house);
  const name = cookieName(https);
  // Out of reach of scripts and of other sites, and of plain http where the address is https.
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure: https } as const;
  const answer = (reply: FastifyReply, { token, lastsSeconds, me }: SignedIn): Me => {
    reply.setCookie(name, token, { ...cookie, maxAge: lastsSeconds });
    return me;
  };
  app.post(
    '/api/sign-in',
    {
      config: { access: 'anyone', purpose: '工作人员登录：核对账号和密码' },
      schema: { operationId: 'signIn', tags, body: PasswordSignIn, response: { 200: Me } },
    },
    async (request, reply) => answer(reply, await signIn(request.unitOfWork, request.body, browserOf(request))),
  );
  app.post(
    '/api/codes',
    {
      config: { access: 'anyone', purpose: '居民登录：向手机发送验证码' },
      schema: { operationId: 'requestCode', tags, body: CodeRequest, response: { 200: CodeSent } },
    },
    (request) => request.once((ctx) => requestCode(ctx, request.body.phone)),
  );
  app.post(
    '/api/sign-in/code',
    {
      config: { access: 'anyone', purpose: '居民登录：核对手机号和验证码' },
      schema: { operationId: 'signInByCode', tags, body: CodeSignIn, response: { 200: Me } },
    },
    async (request, reply) => answer(reply, await signInByCode(request.unitOfWork, request.body, browserOf(request))),
  );
  app.post(
    '/api/sign-out',
    { config: { access: 'anyone', purpose: '退出登录' }, schema: { operationId: 'signOut', tags, response: { 200: Guest } } },
    async (request, reply): Promise<Guest> => {
      await request.unitOfWork((ctx) => signOut(ctx, request.cookies));
      reply.clearCookie(name, cookie);
      return { kind: 'guest' };
    },
  );
  app.get(
    '/api/me',
    { config: { access: 'anyone', purpose: '查看自己的账号' }, schema: { operationId: 'me', tags, response: { 200: MeOrGuest } } },
    (request) => request.unitOfWork(readMe),
  );
  app.get(
    '/api/sessions',
    {
      config: { access: 'signed-in', purpose: '查看自己登录过的设备' },
      schema: { operationId: 'listSessions', tags, response: { 200: Sessions } },
    },
    (request) => request.unitOfWork((ctx) => listSessions(ctx, request.cookies)),
  );
  app.post(
    '/api/sessions/end',
    {
      config: { access: 'signed-in', purpose: '让自己的一台设备退出登录' },
      schema: { operationId: 'endSession', tags, body: SessionKey, response: { 200: Sessions } },
    },
    (request) =>
      request.unitOfWork(async (ctx) => {
        await endSession(ctx, request.body.id);
        return listSessions(ctx, request.cookies);
      }),
  );
}
