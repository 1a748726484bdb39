import { selectSourceRecords } from '../store/source-records.ts';
import type { SourceGateway } from './source.ts';

/** The stand-in of the city's registers: a local table, filled in demonstrations and trials. */
export const localRegisters: SourceGateway = {
  async fetch(house, asked) {
    const records = await selectSourceRecords(house, asked);
    return records.map((record) =>
      record ? { fields: record.fields, asOf: record.recordedAt, mark: String(record.recordedAt.getTime()) } : null,
    );
  },
};
