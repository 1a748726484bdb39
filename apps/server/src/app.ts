import { join } from 'node:path';
import { addDemoAccounts, type DemoAccount, demoPassword, readDemoAccounts } from './demo/accounts.ts';
import { loadDemoDays } from './demo/day.ts';
import { loadDemoForms } from './demo/forms.ts';
import { loadDemoRegisters } from './demo/registers.ts';
import { expiringLicenceIsTold, movedLicenceIsTold, movedPaymentIsTold } from './flows/licences-and-payments-are-told.ts';
import { loadPack } from './flows/load-pack.ts';
import { movedCaseIsTold, overdueDutyIsTold } from './flows/moved-case-is-told.ts';
import { reportedCaseIsRead } from './flows/reported-case-is-read.ts';
import { appraisal } from './modules/appraisal/index.ts';
import { archivedCaseIsPutOnFile, cases } from './modules/cases/index.ts';
import { channels, movedCaseIsShown } from './modules/channels/index.ts';
import { dashboards } from './modules/dashboards/index.ts';
import { forms } from './modules/forms/index.ts';
import { licences } from './modules/licences/index.ts';
import { matters } from './modules/matters/index.ts';
import { codeIsSentBySms, notices } from './modules/notices/index.ts';
import { payments } from './modules/payments/index.ts';
import { identify, people } from './modules/people/index.ts';
import { places, placesOf } from './modules/places/index.ts';
import { privacy } from './modules/privacy/index.ts';
import { rules } from './modules/rules/index.ts';
import { services } from './modules/services/index.ts';
import { triage } from './modules/triage/index.ts';
import { openCache } from './platform/cached.ts';
import type { House } from './platform/context.ts';
import { type Database, openDatabase } from './platform/database.ts';
import { openAnnouncements } from './platform/events.ts';
import { type App, openHttp } from './platform/http.ts';
import { openJobs } from './platform/jobs.ts';
import { migrate, readMigrations } from './platform/migrate.ts';
import type { Flow, Module } from './platform/module.ts';
import type { Settings } from './platform/settings.ts';
import { openSigner, type Signer } from './platform/signing.ts';
import { openVault, type Vault } from './platform/vault.ts';

/** The modules of the city, in the order in which they may know each other. */
export const modules: readonly Module[] = [
  places,
  people,
  matters,
  notices,
  privacy,
  cases,
  channels,
  forms,
  dashboards,
  appraisal,
  rules,
  triage,
  licences,
  payments,
  services,
];

/** What joins them, one sentence each. */
export const flows: readonly Flow[] = [
  codeIsSentBySms,
  movedCaseIsTold,
  overdueDutyIsTold,
  movedCaseIsShown,
  archivedCaseIsPutOnFile,
  reportedCaseIsRead,
  movedLicenceIsTold,
  expiringLicenceIsTold,
  movedPaymentIsTold,
];

const here = import.meta.dirname;

/** All migration files, the platform's first, then each module's. */
export const migrations = () => [
  ...readMigrations('platform', join(here, 'platform/migrations')),
  ...modules.flatMap(({ name }) => readMigrations(name, join(here, 'modules', name, 'migrations'))),
];

/** Opens the database of the settings and builds the house on it. */
export const openHouse = async (settings: Settings): Promise<House> => buildHouse(await openDatabase(settings), settings);

type BuildSettings = Pick<Settings, 'dataDirectory' | 'demo' | 'https'> & Partial<Pick<Settings, 'address' | 'drafting'>>;

/** Migrates the database and builds the house on it; on failure the database is closed. */
export async function buildHouse(database: Database, settings: BuildSettings): Promise<House> {
  try {
    await migrate(database, migrations());
    const house: House = {
      database,
      cache: openCache(database),
      announcements: openAnnouncements(),
      jobs: openJobs(database),
      vault: await openVaultOf(database, settings.dataDirectory),
      signer: await openSignerOf(database, settings.dataDirectory),
      demo: settings.demo,
      https: settings.https,
      address: settings.address,
      demoAccounts: [],
      drafting: settings.drafting,
    };
    await house.jobs.open(modules.flatMap((module) => module.workers ?? []));
    for (const flow of flows) flow(house);
    return house;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Closes everything, whatever fails on the way: a job queue without its database must not keep the rest open. */
export async function closeHouse(house: House) {
  for (const close of [house.jobs.stop, house.cache.close, house.database.close]) await close().catch(() => undefined);
}

/**
 * A database that was ever used with a vault keeps the ring's mark; then a missing key ring is a refusal, not a reason to make a new one, and so
 * is another city's ring. The mark is written only when the ring lies safely on the disk.
 */
async function openVaultOf({ pool }: Database, dataDirectory: string): Promise<Vault> {
  const kept = await pool.query<{ value: unknown }>("select value from platform.fact where name = 'vault.used'");
  const directory = join(dataDirectory, 'keys');
  const vault = openVault(directory, kept.rows.length === 0);
  const mark = vault.blindIndex('vault.used').toString('hex');
  await pool.query("insert into platform.fact (name, value, changed_at) values ('vault.used', $1, now()) on conflict (name) do nothing", [
    JSON.stringify(mark),
  ]);
  const { rows } = await pool.query<{ value: unknown }>("select value from platform.fact where name = 'vault.used'");
  if (rows[0]?.value !== mark)
    throw new Error(
      `The key ring in ${directory} is not the one with which this database was used. Put that one back; this one could not open its fields.`,
    );
  return vault;
}

/** As with the vault: the database remembers the first of its signing keys, and takes no other city's. */
async function openSignerOf({ pool }: Database, dataDirectory: string): Promise<Signer> {
  const kept = await pool.query<{ value: unknown }>("select value from platform.fact where name = 'signer.used'");
  const directory = join(dataDirectory, 'keys');
  const signer = await openSigner(directory, kept.rows.length === 0);
  await pool.query("insert into platform.fact (name, value, changed_at) values ('signer.used', $1, now()) on conflict (name) do nothing", [
    JSON.stringify(signer.mark),
  ]);
  const { rows } = await pool.query<{ value: unknown }>("select value from platform.fact where name = 'signer.used'");
  if (rows[0]?.value !== signer.mark)
    throw new Error(
      `The signing keys in ${directory} are not those with which this database was used. Put those back; files signed with these could not be told from another city’s.`,
    );
  return signer;
}

/** Loads the pack of the settings; an unchanged pack costs a comparison. */
export const loadCity = (house: House, settings: Pick<Settings, 'packDirectory'>) => loadPack(house, settings.packDirectory);

/** In demo mode: the pack's demo accounts and demonstration days, once a database. */
export async function loadDemo(house: House, settings: Pick<Settings, 'packDirectory' | 'demo'>, now: Date): Promise<DemoAccount[]> {
  if (!settings.demo) return [];
  const accounts = readDemoAccounts(settings.packDirectory);
  if (accounts.length > 0 && (await loadDemoDays(house, settings.packDirectory, now)) > 0) await addDemoAccounts(house, accounts, now);
  await loadDemoForms(house, settings.packDirectory, now);
  await loadDemoRegisters(house, settings.packDirectory, now);
  const { unitName } = await placesOf(house);
  house.demoAccounts = accounts.map(({ login, name, role, unit }) => ({
    login,
    name,
    password: demoPassword,
    postName: role,
    unitName: unitName(unit),
  }));
  return accounts;
}

/** The HTTP side of the house: every module's routes on one server. */
export async function openApp(
  house: House,
  settings: Pick<Settings, 'logLevel' | 'https'>,
  clock: () => Date = () => new Date(),
): Promise<App> {
  const app = await openHttp(house, settings, identify, clock);
  for (const module of modules) module.routes?.(app, house);
  app.get('/openapi.json', { config: {}, schema: { hide: true } }, () => app.swagger());
  return app;
}
