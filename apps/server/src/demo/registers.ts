import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { residentOf } from '../modules/people/index.ts';
import { putSourceRecord } from '../modules/services/index.ts';
import { type House, unitOfWork } from '../platform/context.ts';
import { readFact, writeFact } from '../platform/fact.ts';

type Held = Record<string, string | number | boolean>;
/** What the registers of the demonstration hold: of people, who sign in by their phone, and of firms and addresses. */
type Plan = {
  recordedOn: string;
  people: { phone: string; name: string; held: Record<string, Held> }[];
  others: { subject: string; source: string; held: Held }[];
};

const factName = 'demo.registers';

/** Fills the local registers with the pack's demonstration people, once a database. Gives how many records were laid. */
export async function loadDemoRegisters(house: House, packDirectory: string, now: Date): Promise<number> {
  const file = join(packDirectory, 'demo/registers.json');
  if (!existsSync(file)) return 0;
  const plan: Plan = JSON.parse(readFileSync(file, 'utf8'));
  const accounts = await unitOfWork(house, { kind: 'platform' }, now, async (ctx) => {
    if (await readFact(ctx.tx, factName)) return null;
    await writeFact(ctx.tx, factName, { people: plan.people.length }, now);
    const ids: string[] = [];
    for (const { phone, name } of plan.people) ids.push((await residentOf(ctx, phone, name)).id);
    return ids;
  });
  if (accounts === null) return 0;
  const recordedAt = new Date(`${plan.recordedOn}T00:00:00Z`);
  const records = [
    ...plan.people.flatMap(({ held }, place) =>
      Object.entries(held).map(([source, fields]) => ({ source, subject: `person:${accounts[place]}`, fields })),
    ),
    ...plan.others.map(({ held, ...key }) => ({ ...key, fields: held })),
  ];
  for (const { fields, ...key } of records) await putSourceRecord(house, key, fields, recordedAt);
  return records.length;
}
