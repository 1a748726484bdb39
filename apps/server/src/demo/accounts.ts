import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { addOfficer, appoint, hashPassword } from '../modules/people/index.ts';
import { placesOf } from '../modules/places/index.ts';
import { type House, unitOfWork } from '../platform/context.ts';

/** Who may be played in demo mode, from the pack’s demo/accounts.csv; every one has the same well-known password. */
export type DemoAccount = { login: string; name: string; role: string; role_en: string; post: string; unit: string; area: string };

export const demoPassword = 'banyan-demo';

export function readDemoAccounts(packDirectory: string): DemoAccount[] {
  const file = join(packDirectory, 'demo/accounts.csv');
  return existsSync(file) ? (parse(readFileSync(file), { columns: true, bom: true, skip_empty_lines: true }) as DemoAccount[]) : [];
}

/** Adds the demo officers and their posts; done twice it is done once. */
export async function addDemoAccounts(house: House, accounts: readonly DemoAccount[], now: Date): Promise<void> {
  const [places, passwordHash] = [await placesOf(house), await hashPassword(demoPassword)];
  await unitOfWork(house, { kind: 'platform' }, now, async (ctx) => {
    for (const { login, name, post, unit, area } of accounts) {
      const [held, at] = [places.unit(unit), places.area(area)];
      if (!held || !at)
        throw new Error(`The demo account ${login} names the unit ${unit} or the area ${area}, which the pack does not have.`);
      const accountId = await addOfficer(ctx, { login, name, passwordHash });
      await appoint(ctx, { accountId, post, unit: { id: held.id }, area: { code: at.code, level: at.level } });
    }
  });
}
