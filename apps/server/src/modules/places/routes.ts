import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { House } from '#platform/context.ts';
import type { App, Routes } from '#platform/http.ts';
import { notFound, unprocessable } from '#platform/refusal.ts';
import { isCurrent, sendUnchanged } from '#platform/tagged.ts';
import { countyMap, type MapText, streetMap } from './map.ts';
import type { Places, Spot } from './places.ts';
import {
  AreaList,
  AreaQuery,
  FeatureCollection,
  LocatedPlace,
  LocateQuery,
  StreetMapQuery,
  SurveyQuery,
  SurveyReport,
  UnitList,
  UnitListQuery,
} from './schema.ts';
import { catalogueOf, placesOf } from './service.ts';
import { checkSurvey, keepSurvey } from './survey.ts';

const tags = ['places'];
const purpose = 'Public geography of the city';
const anyone = { access: 'anyone', purpose } as const;
const unchanged = { 304: Type.Null({ description: 'The copy you hold is current.' }) };

function encodingFor(request: FastifyRequest): keyof MapText {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const takes = (name: string) => new RegExp(`(^|[ ,])${name}\\b(?! *; *q=0(\\.0*)?( *,|$))`).test(accepted);
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : 'identity';
}

async function sendMap(request: FastifyRequest, reply: FastifyReply, map: Promise<MapText>) {
  const encoding = encodingFor(request);
  if (encoding !== 'identity') void reply.header('content-encoding', encoding);
  return reply
    .header('vary', 'accept-encoding')
    .type('application/geo+json; charset=utf-8')
    .send((await map)[encoding]);
}

/** The names and codes of a spot, the finest area first of all. */
function locatedPlace(places: Places, spot: Spot) {
  const named = (code: string | undefined) => {
    const area = places.area(code ?? '');
    return area ? { code: area.code, name: area.name } : null;
  };
  const area = spot.grid ?? spot.community ?? spot.street ?? spot.county;
  return {
    region: spot.county,
    county: named(spot.county) ?? { code: spot.county, name: spot.county },
    street: named(spot.street),
    community: named(spot.community),
    grid: named(spot.grid),
    area,
    areaName: places.areaName(area),
    approximate: spot.approximate,
    snapped: spot.snapped,
  };
}

const hour = 3600;
/** A survey may be a whole city of communities. */
const surveyBytes = 32 * 1024 * 1024;

export const routes: Routes = (app, house) => {
  app.get(
    '/api/areas',
    { config: anyone, schema: { operationId: 'listAreas', tags, querystring: AreaQuery, response: { 200: AreaList, ...unchanged } } },
    async (request, reply) => {
      const catalogue = await catalogueOf(house);
      const parent = request.query.parent ?? catalogue.city.code;
      if (!catalogue.areas.has(parent)) throw notFound('area');
      if (isCurrent(request, reply, catalogue.tag, hour)) return sendUnchanged(reply);
      return (catalogue.children.get(parent) ?? []).map(({ code, name, nameEn, level, parent, lat, lon }) => ({
        code,
        name,
        nameEn,
        level,
        parent,
        lat,
        lon,
      }));
    },
  );

  app.get(
    '/api/map/counties',
    { config: anyone, schema: { operationId: 'mapCounties', tags, response: { 200: FeatureCollection, ...unchanged } } },
    async (request, reply) => {
      const catalogue = await catalogueOf(house);
      if (isCurrent(request, reply, catalogue.tag, hour)) return sendUnchanged(reply);
      return sendMap(request, reply, countyMap(catalogue));
    },
  );

  app.get(
    '/api/map/streets',
    {
      config: anyone,
      schema: { operationId: 'mapStreets', tags, querystring: StreetMapQuery, response: { 200: FeatureCollection, ...unchanged } },
    },
    async (request, reply) => {
      const catalogue = await catalogueOf(house);
      if (catalogue.areas.get(request.query.county)?.level !== 'county') throw notFound('area');
      if (isCurrent(request, reply, catalogue.tag, hour)) return sendUnchanged(reply);
      return sendMap(request, reply, streetMap(catalogue, request.query.county));
    },
  );

  // Where someone stands is his own: this answer is never kept in a shared cache.
  app.get(
    '/api/locate',
    {
      config: { access: 'anyone', purpose: 'To find the offices that answer for a place' },
      schema: { operationId: 'locate', tags, querystring: LocateQuery, response: { 200: LocatedPlace } },
    },
    async (request) => {
      const places = await placesOf(house);
      const spot = places.locate(request.query);
      if (!spot) throw unprocessable('place.outside', `This point lies outside ${places.city.name}.`);
      return locatedPlace(places, spot);
    },
  );

  app.get(
    '/api/units',
    { config: anyone, schema: { operationId: 'listUnits', tags, querystring: UnitListQuery, response: { 200: UnitList, ...unchanged } } },
    async (request, reply) => {
      const [places, catalogue] = await Promise.all([placesOf(house), catalogueOf(house)]);
      const { kinds, area, q, limit = 30 } = request.query;
      if (area !== undefined && !catalogue.areas.has(area)) throw notFound('area');
      if (isCurrent(request, reply, catalogue.tag, 60)) return sendUnchanged(reply);
      return { units: places.findUnits({ kinds: kinds?.split(','), area, q, limit }) };
    },
  );

  void app.register((scope, _options, done) => {
    surveyRoute(scope.withTypeProvider<TypeBoxTypeProvider>(), house);
    done();
  });
};

function surveyRoute(app: App, house: House) {
  // The file is read as text here, whatever its type: the importer reports what is wrong with it, feature by feature.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(['application/geo+json', 'application/json', 'text/csv'], { parseAs: 'string' }, (_request, body, parsed) =>
    parsed(null, body),
  );
  app.post(
    '/api/places/boundaries',
    {
      bodyLimit: surveyBytes,
      config: { access: 'places.import', purpose: 'Import of surveyed boundaries' },
      schema: {
        operationId: 'importBoundaries',
        tags,
        querystring: SurveyQuery,
        body: Type.String({ minLength: 1, description: 'GeoJSON FeatureCollection, or CSV with a WKT column.' }),
        consumes: ['application/geo+json', 'text/csv'],
        response: { 200: SurveyReport },
      },
    },
    async (request) => {
      const catalogue = await catalogueOf(house);
      const { system = 'wgs84', toleranceShare = 0.001, dryRun = false, codeField, nameField, parentField, wktField } = request.query;
      const format = request.headers['content-type']?.startsWith('text/csv') ? 'csv' : 'geojson';
      const fields = { code: codeField, name: nameField, parent: parentField, wkt: wktField };
      const survey = checkSurvey(catalogue, request.actor, request.body, { format, system, toleranceShare, fields });
      return dryRun ? { ...survey.report, survey: null } : request.once((ctx) => keepSurvey(ctx, catalogue.tag, survey));
    },
  );
}
