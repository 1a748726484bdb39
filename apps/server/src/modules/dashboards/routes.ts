import type { Routes } from '#platform/http.ts';
import { AreaFigures, AreaQuery, AttentionList, CategoryFigures, CellQuery, Cells, ChannelFigures, Today } from './schema.ts';
import { showAttention } from './service/attention.ts';
import { showAreas } from './service/petals.ts';
import { showCells, showChannels, showMatters } from './service/spread.ts';
import { showToday } from './service/today.ts';

const tags = ['command'];
const forViewers = (purpose: string) => ({ access: 'command.read', purpose }) as const;

export const routes: Routes = (app) => {
  app.get(
    '/api/command/today',
    {
      config: forViewers('Show the figures of the day'),
      schema: { operationId: 'showToday', tags, querystring: AreaQuery, response: { 200: Today } },
    },
    (request) => request.unitOfWork((ctx) => showToday(ctx, request.query.area)),
  );

  app.get(
    '/api/command/cells',
    {
      config: forViewers('Show where reports lie, by hexagon'),
      schema: { operationId: 'showCells', tags, querystring: CellQuery, response: { 200: Cells } },
    },
    (request) => request.unitOfWork((ctx) => showCells(ctx, request.query.res ?? 8, request.query.hours ?? 24, request.query.area)),
  );

  app.get(
    '/api/command/matters',
    {
      config: forViewers('Show what reports are about'),
      schema: { operationId: 'showCategories', tags, querystring: AreaQuery, response: { 200: CategoryFigures } },
    },
    (request) => request.unitOfWork((ctx) => showMatters(ctx, request.query.area)),
  );

  app.get(
    '/api/command/channels',
    {
      config: forViewers('Show how reports come'),
      schema: { operationId: 'showChannels', tags, querystring: AreaQuery, response: { 200: ChannelFigures } },
    },
    (request) => request.unitOfWork((ctx) => showChannels(ctx, request.query.area)),
  );

  app.get(
    '/api/command/counties',
    {
      config: forViewers('Show how the counties fare'),
      schema: { operationId: 'showCounties', tags, querystring: AreaQuery, response: { 200: AreaFigures } },
    },
    (request) => request.unitOfWork((ctx) => showAreas(ctx, request.query.area)),
  );

  app.get(
    '/api/command/attention',
    {
      config: forViewers('Show what needs attention'),
      schema: { operationId: 'showAttention', tags, querystring: AreaQuery, response: { 200: AttentionList } },
    },
    (request) => request.unitOfWork((ctx) => showAttention(ctx, request.query.area)),
  );
};
