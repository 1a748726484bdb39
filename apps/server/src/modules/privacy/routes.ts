import { Type } from 'typebox';
import type { Routes } from '#platform/http.ts';
import { activities } from './activities.ts';
import {
  Activities,
  Consent,
  ConsentInput,
  Consents,
  Consistency,
  ConsistencyQuery,
  Head,
  Heads,
  HeadsQuery,
  LineKey,
  LineProof,
  LookSigns,
  MyLooks,
  NoHead,
  ObjectionAnswer,
  ObjectionInput,
  Objections,
  PageQuery,
  ReplyInput,
  UnitLooks,
  Usage,
} from './schema.ts';
import { listConsents, setConsent } from './service/consent.ts';
import { askAboutLook, findUsage, listMyLooks } from './service/my-looks.ts';
import { listHeads, proveConsistency, proveLook, showHead } from './service/show-tree.ts';
import { listLookSigns, listObjections, listUnitLooks, replyToObjection } from './service/unit-looks.ts';

const tags = ['privacy'];
const forResident = (purpose: string) => ({ access: 'resident', purpose }) as const;
const forReview = (purpose: string) => ({ access: 'look.review', purpose }) as const;
const forAnyone = (purpose: string) => ({ access: 'anyone', purpose }) as const;

export const routes: Routes = (app) => {
  app.get(
    '/api/me/looks',
    {
      config: forResident('Show a person who looked at his data'),
      schema: { operationId: 'listMyLooks', tags, querystring: PageQuery, response: { 200: MyLooks } },
    },
    (request) => request.unitOfWork((ctx) => listMyLooks(ctx, request.query)),
  );

  app.get(
    '/api/me/usage',
    {
      config: forResident('Tell another portal of the person’s who looked at his data'),
      schema: { operationId: 'findUsage', tags, response: { 200: Usage } },
    },
    (request) => request.unitOfWork(findUsage),
  );

  app.post(
    '/api/me/looks/:region/:id/objections',
    {
      config: forResident('Ask why somebody looked, or object'),
      schema: { operationId: 'askAboutLook', tags, params: LineKey, body: ObjectionInput, response: { 201: ObjectionAnswer } },
    },
    async (request, reply) => reply.code(201).send(await request.once((ctx) => askAboutLook(ctx, request.params, request.body))),
  );

  app.get(
    '/api/me/looks/:region/:id/proof',
    {
      config: forResident('Prove that a look stands in the ledger'),
      schema: { operationId: 'proveLook', tags, params: LineKey, response: { 200: LineProof } },
    },
    (request) => request.unitOfWork((ctx) => proveLook(ctx, request.params)),
  );

  app.get(
    '/api/me/consents',
    {
      config: forResident('Show a person what he consented to'),
      schema: { operationId: 'listConsents', tags, response: { 200: Consents } },
    },
    (request) => request.unitOfWork(listConsents),
  );

  app.post(
    '/api/me/consents',
    {
      config: forResident('Give or withdraw consent'),
      schema: { operationId: 'setConsent', tags, body: ConsentInput, response: { 200: Consent } },
    },
    (request) => request.once((ctx) => setConsent(ctx, request.body)),
  );

  app.get(
    '/api/unit-looks',
    {
      config: forReview('Show the head of a unit at whose data it looked'),
      schema: { operationId: 'listUnitLooks', tags, querystring: PageQuery, response: { 200: UnitLooks } },
    },
    (request) => request.unitOfWork((ctx) => listUnitLooks(ctx, request.query)),
  );

  app.get(
    '/api/look-signs',
    {
      config: forReview('Show the head of a unit whose looks stand out'),
      schema: { operationId: 'listLookSigns', tags, response: { 200: LookSigns } },
    },
    (request) => request.unitOfWork(listLookSigns),
  );

  app.get(
    '/api/objections',
    {
      config: forReview('List what residents ask of the unit’s looks'),
      schema: { operationId: 'listObjections', tags, response: { 200: Objections } },
    },
    (request) => request.unitOfWork(listObjections),
  );

  app.post(
    '/api/objections/:region/:id/reply',
    {
      config: forReview('Answer a question or an objection'),
      schema: { operationId: 'replyToObjection', tags, params: LineKey, body: ReplyInput, response: { 200: ObjectionAnswer } },
    },
    (request) => request.once((ctx) => replyToObjection(ctx, request.params, request.body)),
  );

  app.get(
    '/api/activities',
    {
      config: forAnyone('Say for what personal data is processed'),
      schema: { operationId: 'listActivities', tags, response: { 200: Activities } },
    },
    async () =>
      activities.map(({ purpose, zh, en, ground, basis, fields }) => ({ purpose, words: { zh, en }, ground, basis, fields: [...fields] })),
  );

  app.get(
    '/api/ledger/head',
    {
      config: forAnyone('Show the signed head of the ledger'),
      schema: { operationId: 'showLedgerHead', tags, response: { 200: Type.Union([Head, NoHead]) } },
    },
    (request) => request.unitOfWork(showHead),
  );

  app.get(
    '/api/ledger/heads',
    {
      config: forAnyone('Give witnesses the signed heads of the ledger'),
      schema: { operationId: 'listLedgerHeads', tags, querystring: HeadsQuery, response: { 200: Heads } },
    },
    (request) => request.unitOfWork((ctx) => listHeads(ctx, request.query)),
  );

  app.get(
    '/api/ledger/consistency',
    {
      config: forAnyone('Prove that the ledger only grew'),
      schema: { operationId: 'proveLedgerConsistency', tags, querystring: ConsistencyQuery, response: { 200: Consistency } },
    },
    (request) => request.unitOfWork((ctx) => proveConsistency(ctx, request.query)),
  );
};
