import { sql } from 'kysely';
import { type LicenceKind, type LicenceOrder, loadLicenceKinds } from '../src/modules/licences/index.ts';
import { transact } from '../src/platform/database.ts';
import type { World } from './world.ts';

/** Two kinds of licences of the test: one with a status list, one for good and without. */
export const testKinds: readonly LicenceKind[] = [
  {
    code: 'test-senior-card',
    name: '老年人优待证',
    nameEn: 'Senior card',
    issuerKind: 'civil-affairs',
    validMonths: 60,
    fields: [
      { code: 'birth', name: '出生年份', nameEn: 'Year of birth' },
      { code: 'area', name: '所属街道', nameEn: 'Street' },
    ],
    statusList: true,
  },
  {
    code: 'test-receipt',
    name: '办理回执',
    nameEn: 'Receipt',
    issuerKind: 'civil-affairs',
    validMonths: null,
    fields: [],
    statusList: false,
  },
];

/** Puts the kinds of the test beside those of the pack. */
export const addKinds = ({ house }: World) =>
  transact(house.database.pool, 'BEGIN', async (tx) => {
    await sql`select 1`.execute(tx);
    await loadLicenceKinds(tx, testKinds);
  });

let things = 0;

/** A senior card for a person, ordered for a thing of its own. */
export const cardFor = (personId: string, more: Partial<LicenceOrder> = {}): LicenceOrder => ({
  region: '350102',
  kind: 'test-senior-card',
  holder: { personId, maskedName: '陈*榕' },
  fields: { birth: '1946', area: '鼓东街道' },
  validFrom: '2026-11-24',
  validTo: '2031-11-23',
  issuerUnit: '350102-command',
  onceFor: `application:${++things}`,
  ...more,
});
