import { sql } from 'kysely';
import { dayIn } from '#platform/civil-day.ts';
import type { House } from '#platform/context.ts';
import { transact } from '#platform/database.ts';
import { readFact, readNow, writeFact } from '#platform/fact.ts';
import { openPack, type Pack, type PackProblem } from '#platform/pack-file.ts';
import { unprocessable } from '#platform/refusal.ts';
import { type AppraisalOfPack, loadAppraisal, readAppraisal } from '../modules/appraisal/index.ts';
import { type LawOfPack, loadLaw, readLaw } from '../modules/cases/index.ts';
import { type ChannelsOfPack, loadChannels, readChannels } from '../modules/channels/index.ts';
import { type FormsOfPack, loadForms, readForms } from '../modules/forms/index.ts';
import { loadLicenceKinds } from '../modules/licences/index.ts';
import { loadMatters, type MattersOfPack, readMatters } from '../modules/matters/index.ts';
import { addPost, type Post } from '../modules/people/index.ts';
import { loadPlaces, type PlacesOfPack, readPlaces } from '../modules/places/index.ts';
import { checkRules, loadRules, type RuleOfPack, readRules } from '../modules/rules/index.ts';
import { checkServiceRules, loadServices, partsOfServices, readServices, type ServicePack } from '../modules/services/index.ts';
import { type Landmark, loadLandmarks, readLandmarks } from '../modules/triage/index.ts';
import { readPosts } from './read-posts.ts';

/** Raise it when the meaning of a pack's files or of the tables they fill changes, so that an unchanged pack is loaded again. */
const readerVersion = 7;

const factName = 'pack.loaded';
const lockNumber = 8_120_737;

type LoadedFact = { name: string; version: string; checksum: string; reader: number };

/** A pack read as a whole; with problems it may be incomplete and is only good for telling them. */
export type CityOfPack = {
  pack: Pack;
  places?: PlacesOfPack;
  matters?: MattersOfPack;
  law?: LawOfPack;
  channels?: ChannelsOfPack;
  forms?: FormsOfPack;
  appraisal?: AppraisalOfPack;
  landmarks?: readonly Landmark[];
  rules: readonly RuleOfPack[];
  services?: ServicePack;
  posts: readonly Post[];
};

/** Reads and checks a pack without touching the database; what is wrong stands in `pack.problems`. Throws when there is no such pack. */
export function readPack(directory: string): CityOfPack {
  return readCity(openPack(directory));
}

function readCity(pack: Pack): CityOfPack {
  const places = readPlaces(pack);
  const matters = places && readMatters(pack, places);
  return {
    pack,
    places,
    matters,
    law: places && readLaw(pack, places),
    channels: matters && readChannels(pack, matters),
    forms: places && readForms(pack, places),
    appraisal: places && readAppraisal(pack, places),
    landmarks: places && readLandmarks(pack, new Set(places.areas.map(({ code }) => code))),
    rules: readRules(pack),
    services: places && readServices(pack, places),
    posts: readPosts(pack),
  };
}

/** `matters/06.csv:17: handle: …`, as an official finds it in the file. */
export const tellProblem = ({ file, line, column, reason }: PackProblem): string =>
  `${file}${line === undefined ? '' : `:${line}`}: ${column === undefined ? '' : `${column}: `}${reason}`;

const shownProblems = 20;

function refusePack(pack: Pack): never {
  const lines = pack.problems.slice(0, shownProblems).map(tellProblem);
  if (pack.problems.length > shownProblems) lines.push(`… and ${pack.problems.length - shownProblems} more`);
  throw unprocessable(
    'pack.refused',
    `The pack ${pack.name} has ${pack.problems.length} problems. Nothing was changed.\n${lines.join('\n')}`,
    { problems: pack.problems },
  );
}

/** A pack without a problem has all its parts. */
const isWhole = (city: CityOfPack): city is Required<CityOfPack> =>
  city.pack.problems.length === 0 && Object.values(city).every((part) => part !== undefined);

export type PackLoaded = { changed: boolean; name: string; version: string; checksum: string };

/**
 * Makes the city of the database the city of the pack: everything in one transaction, or nothing (`pack.refused` with every problem). A pack that was
 * loaded before and has not changed costs reading and a comparison. Runs as the owner of the tables; one process loads while others wait.
 */
export async function loadPack(house: House, directory: string): Promise<PackLoaded> {
  const pack = openPack(directory);
  const { pool } = house.database;
  const before = await transact(pool, 'BEGIN READ ONLY', (tx) => readFact<LoadedFact>(tx, factName));
  if (isSame(before, pack)) return { changed: false, name: pack.name, version: before?.version ?? '', checksum: pack.checksum };
  const city = readCity(pack);
  const rules = await checkRules(pack, city.rules);
  if (city.services) await checkServiceRules(pack, city.services);
  if (!isWhole(city)) return refusePack(pack);
  const { places } = city;
  const fact: LoadedFact = { name: pack.name, version: places.city.version, checksum: pack.checksum, reader: readerVersion };
  const changed = await transact(pool, 'BEGIN', async (tx) => {
    await sql`select pg_advisory_xact_lock(${lockNumber})`.execute(tx);
    // Another process may have loaded it while this one waited.
    if (isSame(await readFact<LoadedFact>(tx, factName), pack)) return false;
    const now = await readNow(tx);
    await loadPlaces(tx, places);
    await loadMatters(tx, city.matters);
    await loadLaw(tx, city.law);
    await loadChannels(tx, city.channels);
    await loadForms(tx, city.forms);
    await loadAppraisal(tx, city.appraisal);
    await loadLandmarks(tx, city.landmarks);
    await loadRules(tx, rules, now, dayIn(places.city.zone, now));
    await loadLicenceKinds(tx, city.services.licences);
    await loadServices(tx, partsOfServices(city.services, calendarsOf(city.matters)));
    for (const post of city.posts) await addPost({ tx, now, house, actor: { kind: 'platform' } }, post);
    await writeFact(tx, factName, fact, now);
    return true;
  });
  return { changed, name: fact.name, version: fact.version, checksum: fact.checksum };
}

/** The city's own calendar first: by it the limits of services are counted. */
const calendarsOf = ({ cityCode, calendars }: MattersOfPack) =>
  calendars.filter((one) => one.area_code === cityCode).map(({ area_code, definition }) => ({ id: area_code, definition }));

const isSame = (fact: LoadedFact | undefined, pack: Pack) =>
  fact?.name === pack.name && fact.checksum === pack.checksum && fact.reader === readerVersion;
