import type { Context } from '#platform/context.ts';
import { regionOfNumber } from '../../cases/index.ts';
import { absent } from '../faults.ts';
import { detailedStatusOf, hasReply, statesOf, statusOf } from '../policy.ts';
import { type Fields, listOf } from '../read-body.ts';
import { isAsked, type Page, readBox, readDetailed, readInstant, readPage, readSpan, readStatus } from '../read-query.ts';
import type { Client } from '../store/clients.ts';
import { type RequestFilter, type ShownRequest, selectRequests } from '../store/read-requests.ts';
import { nextOf, noteOf } from '../words.ts';
import { writeTime } from '../write-time.ts';
import type { Part } from '../write-xml.ts';
import { attributesOf, publishedCodes, regionOf, type Scene } from './scene.ts';

/** Who asks, from which address of ours, and whether extended attributes are wanted. */
export type Asked = { scene: Scene; client: Client | undefined; address: string; extended: boolean };

const mostNumbers = 500;

/** Well-formed ids of ours; what cannot be one finds nothing. */
export const numbersOf = (ids: readonly string[]) =>
  ids.slice(0, mostNumbers).flatMap((number) => {
    const region = regionOfNumber(number);
    return region === null ? [] : [{ region, number }];
  });

function filterOf({ scene, client }: Asked, fields: Fields, now: Date): RequestFilter {
  const base = { published: publishedCodes(scene), client: client?.id, region: regionOf(scene) };
  const ids = listOf(fields, 'service_request_id');
  if (ids.length > 0) return { ...base, numbers: numbersOf(ids) };
  const codes = [...new Set(listOf(fields, 'service_code'))].slice(0, mostNumbers);
  const updatedFrom = readInstant(fields, 'updated_after', scene.zone);
  const updatedTo = readInstant(fields, 'updated_before', scene.zone);
  const span = readSpan(fields, scene.zone, now);
  // Who asks for what changed means all of it, however old.
  const isDated = fields.has('start_date') || fields.has('end_date') || (updatedFrom === undefined && updatedTo === undefined);
  return {
    ...base,
    ...(isDated ? span : {}),
    updatedFrom,
    updatedTo,
    ...(codes.length > 0 ? { matters: codes } : {}),
    status: readStatus(fields),
    states: readDetailed(fields)?.flatMap(statesOf),
    box: readBox(fields),
  };
}

/** Whether the asking system filed this request itself: it alone reads the unit’s reply, which is for the reporter. */
const isOwn = ({ client }: Asked, row: ShownRequest) => client !== undefined && row.client_id === client.id;

const mediaOf = (address: string, row: ShownRequest): string[] => [
  ...(row.photos ?? []).map((_, place) => `${address}/open311/media/${row.region}/${row.id}/${place + 1}.jpg`),
  ...(row.media_urls ?? []),
];

const matterOf = ({ scene }: Asked, row: ShownRequest) => scene.matters.matter(row.area_code, row.matter_code);

function nameOf(asked: Asked, row: ShownRequest): string {
  const matter = matterOf(asked, row);
  return (asked.scene.language === 'zh' ? matter?.name : matter?.nameEn) ?? row.matter_code;
}

const isKnown = (row: ShownRequest) => row.lat !== null && row.lon !== null;

/** Keys and order of the standard; what is not known stands as an empty element. */
function requestOf(asked: Asked, row: ShownRequest): Part {
  const { scene, address } = asked;
  const { language, places, zone } = scene;
  const time = (at: Date | null) => (at === null ? null : writeTime(at, zone));
  const media = mediaOf(address, row);
  const name = nameOf(asked, row);
  return {
    service_request_id: row.number,
    status: statusOf(row.state),
    status_notes: isOwn(asked, row) && hasReply(row.state) && row.reply ? row.reply : noteOf(row.state, language),
    service_name: name,
    service_code: row.matter_code,
    description: row.description ?? name,
    agency_responsible: places.unitName(row.unit, language),
    service_notice: nextOf(row.state, language),
    requested_datetime: time(row.reported_at),
    updated_datetime: time(row.updated_at),
    expected_datetime: time(row.promise_at),
    address: row.address ?? places.areaName(row.area_code, language),
    address_id: row.area_code,
    zipcode: null,
    lat: isKnown(row) ? row.lat : null,
    long: isKnown(row) ? row.lon : null,
    media_url: media[0] ?? null,
    ...(asked.extended ? extensionsOf(asked, row, name, media) : {}),
  };
}

/** Extended attributes as CitySDK, Helsinki and Chicago name them. */
function extensionsOf(asked: Asked, row: ShownRequest, name: string, media: string[]): { [name: string]: Part } {
  const { scene } = asked;
  const matter = matterOf(asked, row);
  return {
    extended_attributes: {
      title: row.title ?? name,
      detailed_status: detailedStatusOf(row.state, row.outcome),
      detailed_status_datetime: writeTime(row.updated_at, scene.zone),
      channel: row.client_id === null ? null : 'open311',
      service_object_type: 'area',
      service_object_id: row.area_code,
      media_urls: media,
    },
    attributes: matter
      ? attributesOf(scene, matter).flatMap((attribute) => {
          const values = row.answers?.[attribute.code];
          if (!values) return [];
          return [
            {
              code: attribute.code,
              values: values.map((key) => ({ key, name: attribute.choices.find((choice) => choice.key === key)?.[scene.language] ?? key })),
            },
          ];
        })
      : [],
    notes: [{ datetime: writeTime(row.updated_at, scene.zone), description: noteOf(row.state, scene.language), type: row.state }],
  };
}

export type Listed = { requests: Part[]; rows: readonly ShownRequest[]; page: Page; more: boolean };

/** Requests by the standard’s filters, the newest first; `more` tells that another page follows. */
export async function listRequests(ctx: Context, asked: Asked, fields: Fields): Promise<Listed> {
  const page = readPage(fields);
  const filter = filterOf(asked, fields, ctx.now);
  const found = filter.numbers?.length === 0 ? [] : await selectRequests(ctx, filter, page.skip, page.size + 1);
  const rows = found.slice(0, page.size);
  return { requests: rows.map((row) => requestOf(asked, row)), rows, page, more: found.length > page.size };
}

/** One request by its id, in the same list shape; 404 when it is not there or not shown. */
export async function showRequest(ctx: Context, asked: Asked, id: string): Promise<Part[]> {
  const numbers = numbersOf([id]);
  const filter = { published: publishedCodes(asked.scene), client: asked.client?.id, region: regionOf(asked.scene), numbers };
  const [row] = numbers.length === 0 ? [] : await selectRequests(ctx, filter, 0, 1);
  if (!row) throw absent(`service_request_id ${id.slice(0, 40)} not found`);
  return [requestOf(asked, row)];
}

/** What the query itself asks for. */
export const askedFor = (scene: Scene, client: Client | undefined, address: string, fields: Fields): Asked => ({
  scene,
  client,
  address,
  extended: isAsked(fields, 'extensions'),
});

const csvCell = (value: unknown): string => {
  const text = value === null || value === undefined ? '' : String(value);
  // A cell that a spreadsheet would take for a formula is led by an apostrophe.
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const bulkColumns = [
  'service_request_id',
  'requested_datetime',
  'updated_datetime',
  'closed_date',
  'status_description',
  'status_notes',
  'source',
  'service_name',
  'service_subtype',
  'description',
  'agency_responsible',
  'address',
  'lat',
  'long',
] as const;

/** The bulk format of Open311: RFC 4180 with a header row. */
export function writeBulk(asked: Asked, rows: readonly ShownRequest[]): string {
  const { language, places, zone } = asked.scene;
  const lines = rows.map((row) => {
    const closed = statusOf(row.state) === 'closed';
    const cells: Record<(typeof bulkColumns)[number], unknown> = {
      service_request_id: row.number,
      requested_datetime: writeTime(row.reported_at, zone),
      updated_datetime: writeTime(row.updated_at, zone),
      closed_date: closed ? writeTime(row.updated_at, zone) : null,
      status_description: statusOf(row.state),
      status_notes: noteOf(row.state, language),
      source: row.client_id === null ? null : 'open311',
      service_name: matterCategory(asked, row),
      service_subtype: nameOf(asked, row),
      description: row.description ?? nameOf(asked, row),
      agency_responsible: places.unitName(row.unit, language),
      address: row.address ?? places.areaName(row.area_code, language),
      lat: row.lat,
      long: row.lon,
    };
    return bulkColumns.map((column) => csvCell(cells[column])).join(',');
  });
  return `${[bulkColumns.join(','), ...lines].join('\r\n')}\r\n`;
}

function matterCategory(asked: Asked, row: ShownRequest): string | null {
  const matter = matterOf(asked, row);
  return (asked.scene.language === 'zh' ? matter?.categoryName : matter?.categoryNameEn) ?? null;
}
