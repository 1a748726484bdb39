import type { Context } from '#platform/context.ts';
import { type Claim, insertFile } from '#platform/files.ts';
import { fileReport, type NewReport, redact } from '../../cases/index.ts';
import type { Matter } from '../../matters/index.ts';
import type { Area } from '../../places/index.ts';
import type { Answers } from '../answers.ts';
import { readAnswers, tellAnswers, titleIn } from '../answers.ts';
import { wrong } from '../faults.ts';
import { type Fields, one } from '../read-body.ts';
import type { Client } from '../store/clients.ts';
import { insertClientRequest } from '../store/requests.ts';
import { takenNote } from '../words.ts';
import { answerOnce, type Sent, type Unit } from './answer-once.ts';
import { matterOf } from './list-services.ts';
import { attributesOf, type Scene } from './scene.ts';

export type Photo = { bytes: Buffer; width: number; height: number };

/** The answer to a request that was taken. */
export type Taken = { service_request_id: string; service_notice: string; account_id: null };

const longestDescription = 4000;
const longestAddress = 200;
const longestTitle = 120;
const mostMedia = 9;

type Place = Pick<NewReport, 'point' | 'area' | 'address'>;

function readPoint(fields: Fields): NewReport['point'] {
  const [lat, long] = [one(fields, 'lat'), one(fields, 'long') ?? one(fields, 'lon')];
  if (lat === undefined && long === undefined) return undefined;
  if (lat === undefined || long === undefined) throw wrong(`${lat === undefined ? 'lat' : 'long'} required: lat and long come together`);
  const read = (name: string, text: string, most: number) => {
    const value = Number(text);
    if (!/^[+-]?\d{1,3}([.]\d{1,20})?$/.test(text) || Math.abs(value) > most)
      throw wrong(`${name}: "${text.slice(0, 40)}" is not a number of degrees (WGS84)`);
    return value;
  };
  return { lat: read('lat', lat, 90), lon: read('long', long, 180) };
}

/** The area that `address_id` names by its code. */
function readArea({ places }: Scene, fields: Fields): Area | undefined {
  const id = one(fields, 'address_id');
  if (id === undefined) return undefined;
  const area = places.area(id);
  if (!area) throw wrong(`address_id ${id.slice(0, 40)} is not the code of an area`);
  return area;
}

function countyOf({ places }: Scene, point: { lat: number; lon: number }): string {
  const spot = places.locate(point);
  if (!spot) throw wrong(`lat and long lie outside ${places.city.name}`);
  return spot.county;
}

/** The place of a request: a point, the code of an area as address_id, or words; at least one is required. */
function readPlace(scene: Scene, fields: Fields): Place {
  const point = readPoint(fields);
  const area = readArea(scene, fields);
  const address = (one(fields, 'address_string') ?? one(fields, 'address'))?.slice(0, longestAddress);
  if ([point, area, address].every((given) => given === undefined)) throw wrong('lat and long, address_string or address_id required');
  const county = point && countyOf(scene, point);
  for (const code of [county, area?.region]) refuseOutside(scene, code);
  // Words alone leave the place to the desk of the jurisdiction.
  return { point, area: area?.code ?? (point ? undefined : scene.area.code), address };
}

/** A county’s jurisdiction takes what lies in it. */
function refuseOutside({ area }: Scene, county: string | undefined) {
  if (area.level === 'county' && county !== undefined && county !== area.code)
    throw wrong(`the place lies outside the jurisdiction ${area.code} ${area.name}`);
}

const isHan = (text: string) => /^\p{Script=Han}+$/u.test(text);

const numberForm = /^\+?[0-9][0-9 -]{5,18}[0-9]$/;

function readName(fields: Fields): string | undefined {
  const [first = '', last = ''] = [one(fields, 'first_name'), one(fields, 'last_name')];
  const joined = isHan(`${first}${last}`) ? `${last}${first}` : `${first} ${last}`;
  return joined.replaceAll(/\p{C}/gu, '').trim().slice(0, 40) || undefined;
}

function readPhone(fields: Fields): string | undefined {
  const phone = one(fields, 'phone')
    ?.replaceAll(/[().\s]+/g, ' ')
    .trim();
  return phone !== undefined && numberForm.test(phone) ? phone : undefined;
}

/** Who reports, as far as a case keeps it; what is no name and no number is left out and fails nothing. */
function readReporter(fields: Fields): Pick<NewReport, 'identity' | 'name' | 'phone'> {
  const [name, phone] = [readName(fields), readPhone(fields)];
  return { identity: name === undefined && phone === undefined ? 'anonymous' : 'named', name, phone };
}

function readMedia(fields: Fields): string[] {
  const urls = ['media_url', 'media_url[]', 'media_urls', 'media_urls[]'].flatMap((name) => fields.get(name) ?? []);
  if (urls.length > mostMedia) throw wrong(`media_url: at most ${mostMedia}`);
  const broken = urls.find((url) => url.length > 2000 || !/^https?:/i.test(url) || !URL.canParse(url));
  if (broken !== undefined) throw wrong(`media_url: "${broken.slice(0, 80)}" is not an address of http or https`);
  return urls;
}

export type Prepared = {
  matter: Matter;
  report: NewReport;
  answers: Answers;
  mediaUrls: string[];
  title: string | undefined;
  description: string;
};

/** Checks a request as the standard asks, before anything is touched; throws every fault it finds of one kind. */
export function prepareRequest(scene: Scene, fields: Fields): Prepared {
  const code = one(fields, 'service_code');
  if (code === undefined) throw wrong('service_code required');
  const matter = matterOf(scene, code);
  const attributes = attributesOf(scene, matter);
  const { answers, faults } = readAnswers(attributes, fields, scene.zone);
  const description = one(fields, 'description') ?? '';
  if ([...description].length > longestDescription) faults.push(`description: longer than ${longestDescription} characters`);
  if (faults.length > 0) throw wrong(...faults);
  const title = titleIn(fields)?.replaceAll(/\s+/g, ' ').slice(0, longestTitle);
  const shown = description || title || matter.name;
  return {
    matter,
    answers,
    mediaUrls: readMedia(fields),
    title,
    description: shown,
    report: {
      content: [shown, ...tellAnswers(attributes, answers, 'zh')].join('\n'),
      title,
      matter: matter.code,
      channel: 'other',
      ...readPlace(scene, fields),
      ...readReporter(fields),
    },
  };
}

async function file(ctx: Context, client: Client, scene: Scene, prepared: Prepared, photos: readonly Photo[]): Promise<Taken> {
  const claims: Claim[] = [];
  for (const photo of photos) claims.push(await insertFile(ctx, photo));
  const { report, title, description } = prepared;
  const intake = { sourceRef: `open311 ${client.name}` };
  const { reported } = await fileReport(
    ctx,
    claims.length > 0 ? { ...report, photos: claims.map(({ id, claim }) => ({ id, claim })) } : report,
    intake,
  );
  insertClientRequest(ctx, {
    region: reported.region,
    caseId: reported.id,
    clientId: client.id,
    title: title ? redact(title) : null,
    description: redact(description),
    address: report.address ? redact(report.address) : null,
    lat: report.point?.lat ?? null,
    lon: report.point?.lon ?? null,
    answers: Object.fromEntries(Object.entries(prepared.answers).map(([code, values]) => [code, values.map(redact)])),
    mediaUrls: prepared.mediaUrls,
    photos: claims.map(({ id }) => id),
  });
  return { service_request_id: reported.number, service_notice: takenNote(reported.queryCode, scene.language), account_id: null };
}

/** Takes a request as a case like any other: same desk, same clock. A repetition gets the first answer. */
export const fileRequest = (unit: Unit, sent: Sent, scene: Scene, prepared: Prepared, photos: readonly Photo[]): Promise<Taken> =>
  answerOnce(unit, sent, (ctx) => file(ctx, sent.client, scene, prepared, photos));

/** Thrown to undo what the test endpoint tried out. */
class TriedOut extends Error {
  readonly taken: Taken;
  constructor(taken: Taken) {
    super('tried out');
    this.taken = taken;
  }
}

/** As fileRequest, and then nothing of it is kept: the test endpoint. */
export async function tryRequest(unit: Unit, client: Client, scene: Scene, prepared: Prepared, photos: readonly Photo[]): Promise<Taken> {
  try {
    return await unit(async (ctx) => {
      throw new TriedOut(await file(ctx, client, scene, prepared, photos));
    });
  } catch (error) {
    if (error instanceof TriedOut) return error.taken;
    throw error;
  }
}
