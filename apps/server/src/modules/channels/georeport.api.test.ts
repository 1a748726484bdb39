import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/world.ts';

let world: World;
const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false });

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

const get = (path: string, headers: Record<string, string> = {}) => world.app.inject({ method: 'GET', url: `/open311/${path}`, headers });
const tree = async (path: string) => parser.parse((await get(path)).body) as any;
const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+08:00$/;

describe('discovery', () => {
  test('names both endpoints with formats and changesets, under the bare types that validators want', async () => {
    const json = await get('discovery.json');
    expect(json.headers['content-type']).toBe('application/json');
    const found = json.json();
    expect(Object.keys(found)).toEqual(['changeset', 'contact', 'key_service', 'endpoints']);
    expect(found.changeset).toMatch(time);
    expect(Date.parse(found.changeset)).toBeLessThanOrEqual(world.clock.now().getTime());
    expect(found.endpoints.map((one: any) => one.type)).toEqual(['production', 'test']);
    for (const one of found.endpoints) {
      expect(Object.keys(one)).toEqual(['specification', 'url', 'changeset', 'type', 'formats']);
      expect(one).toMatchObject({ specification: 'http://wiki.open311.org/GeoReport_v2', formats: ['text/xml', 'application/json'] });
      const path = new URL(one.url).pathname.replace('/open311/', '');
      expect((await get(`${path}/services.xml`)).statusCode).toBe(200);
    }
  });

  test('says the same in XML', async () => {
    const xml = await get('discovery.xml');
    expect(xml.headers['content-type']).toBe('text/xml');
    expect(xml.body.startsWith('<?xml version="1.0" encoding="utf-8"?>\n<discovery>')).toBe(true);
    const { discovery } = parser.parse(xml.body);
    const json = (await get('discovery.json')).json();
    expect(discovery.endpoints.endpoint.map((one: any) => ({ ...one, formats: one.formats.format }))).toEqual(json.endpoints);
  });
});

describe('services', () => {
  test('are the responsibility list: each with the fields of the standard, the same in XML and JSON', async () => {
    const json = await get('v2/services.json');
    expect(json.headers['content-type']).toBe('application/json; charset=utf-8');
    const services = json.json();
    const { matters } = (await world.guest().get('/api/matters?limit=1')).body;
    expect(services.length).toBeGreaterThan(400);
    expect(services.map((one: any) => one.service_code)).toContain(matters[0].code);
    for (const one of services) {
      expect(Object.keys(one)).toEqual(['service_code', 'service_name', 'description', 'metadata', 'type', 'keywords', 'group']);
      expect(typeof one.metadata).toBe('boolean');
      expect(one.type).toBe('realtime');
      expect(one.keywords).not.toMatch(/\s/);
    }
    const xml = await get('v2/services.xml');
    expect(xml.headers['content-type']).toBe('text/xml; charset=utf-8');
    const read = parser.parse(xml.body).services.service;
    expect(read.map((one: any) => ({ ...one, metadata: one.metadata === 'true' }))).toEqual(services);
  });

  test('carry the keyword "private" exactly where cases are not shown', async () => {
    const services = (await get('v2/services.json')).json();
    const isPrivate = (code: string) =>
      services
        .find((one: any) => one.service_code === code)
        .keywords.split(',')
        .includes('private');
    expect([isPrivate('M01003'), isPrivate('F31001'), isPrivate('F22001'), isPrivate('F24001')]).toEqual([false, false, true, true]);
  });

  test('are told in English to who asks for it', async () => {
    const [first] = (await get('v2/services.json?locale=en')).json();
    expect(first).toMatchObject({ service_name: 'Water supply manhole cover fault', group: 'Municipal utilities' });
  });

  test('are those of the city and of each of its counties; another jurisdiction is not found, an empty one is none', async () => {
    const counties = (await world.guest().get('/api/areas?parent=350100')).body as { code: string }[];
    expect(counties).toHaveLength(13);
    for (const { code } of counties) expect((await get(`v2/services.json?jurisdiction_id=${code}`)).statusCode).toBe(200);
    expect((await get('v2/services.json?jurisdiction_id=')).statusCode).toBe(200);
    for (const stranger of ['350199', 'chicago.gov', '350102004']) {
      const answer = await get(`v2/services.json?jurisdiction_id=${stranger}`);
      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toEqual([{ code: 404, description: `jurisdiction_id ${stranger} not found` }]);
    }
  });

  test('define their attributes of all six kinds, in an order of their own', async () => {
    const found = (await get('v2/services/F31001.json')).json();
    expect(Object.keys(found)).toEqual(['service_code', 'attributes']);
    expect(found.attributes.map((one: any) => [one.code, one.datatype, one.required, one.order])).toEqual([
      ['heard_at', 'datetime', false, 1],
      ['hours', 'multivaluelist', true, 2],
      ['machine', 'singlevaluelist', false, 3],
      ['distance', 'number', false, 4],
      ['detail', 'text', false, 5],
    ]);
    for (const one of found.attributes)
      expect(Object.keys(one)).toEqual([
        'variable',
        'code',
        'datatype',
        'required',
        'datatype_description',
        'order',
        'description',
        'values',
      ]);
    expect(found.attributes[1].values).toContainEqual({ key: 'night', name: '夜间' });
    expect((await get('v2/services/M01003.json')).json().attributes[0]).toMatchObject({
      code: 'asset_tag',
      datatype: 'string',
      values: [],
    });
    const { service_definition } = await tree('v2/services/F31001.xml');
    expect(service_definition.attributes.attribute[1].values.value).toHaveLength(3);
    expect(service_definition.attributes.attribute[0].values).toBe('');
  });

  test('tell in their metadata whether there is a definition, and a matter without attributes has an empty one', async () => {
    const services = (await get('v2/services.json')).json();
    const without = services.find((one: any) => !one.metadata);
    expect((await get(`v2/services/${without.service_code}.json`)).json()).toEqual({ service_code: without.service_code, attributes: [] });
    const shown = (await get('v2/services/F34001.json')).json().attributes;
    expect(shown).toEqual([expect.objectContaining({ code: 'emergency', variable: false, required: false })]);
  });
});

describe('what cannot be answered', () => {
  test.each([
    ['v2/services/NOPE.xml', 404, 'service_code NOPE not found'],
    ['v2/requests/350102-20261124-000999-9.xml', 404, 'service_request_id 350102-20261124-000999-9 not found'],
    ['v2/requests/nonsense.xml', 404, 'service_request_id nonsense not found'],
    ['v2/tokens/nonsense.xml', 404, 'token nonsense not found'],
    ['v2/nothing.xml', 404, 'there is nothing at GET /open311/v2/nothing.xml'],
    ['v2/services.pdf', 400, 'the format .pdf is not served; ask for .xml, .json'],
    ['v2/requests.xml?start_date=yesterday', 400, 'start_date: "yesterday" is not a date and time such as 2026-11-24T10:00:00+08:00'],
    ['v2/requests.xml?start_date=2026-01-01&end_date=2026-06-01', 400, 'start_date and end_date span more than 90 days'],
    ['v2/requests.xml?status=ajar', 400, 'status: "ajar" is not open or closed'],
    ['v2/requests.xml?page=0', 400, 'page: "0" is not a whole number from 1 to 100000'],
    ['v2/requests.xml?api_key=forged', 403, 'api_key is not valid'],
    ['v2/requests.xml?description=%C4%E3', 400, 'the text is not UTF-8; send every text as UTF-8'],
  ])('%s is answered %i in the standard’s form', async (path, status, description) => {
    const xml = await get(path);
    expect(xml.statusCode).toBe(status);
    expect(xml.headers['content-type']).toBe('text/xml; charset=utf-8');
    expect(parser.parse(xml.body)).toEqual({ '?xml': expect.anything(), errors: { error: { code: String(status), description } } });
    const json = await get(path.replace('.xml', '.json'));
    if (path.includes('.xml'))
      expect(json.json()).toEqual([{ code: status, description: description.replace('nothing.xml', 'nothing.json') }]);
  });

  test('without an extension XML is the answer, unless JSON is asked for by its type', async () => {
    expect((await get('v2/services')).headers['content-type']).toBe('text/xml; charset=utf-8');
    expect((await get('v2/services', { accept: 'application/json' })).headers['content-type']).toBe('application/json; charset=utf-8');
    expect((await get('v2/requests')).body).toContain('<service_requests/>');
    expect((await get('v2/requests.json')).json()).toEqual([]);
  });

  test('any page may read the answers, for browsers of other sites', async () => {
    expect((await get('v2/services.json')).headers['access-control-allow-origin']).toBe('*');
    expect((await world.app.inject({ method: 'OPTIONS', url: '/open311/v2/requests.json' })).statusCode).toBe(204);
  });
});
