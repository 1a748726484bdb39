import type { Plain } from '@banyan/decision-tables';
import type { FormField } from './pack/service-pack.ts';

/** What an applicant says against what the city holds, field by field. Pure. */

export type CheckResult = 'match' | 'mismatch' | 'not-found' | 'unavailable';

/** What a source answered about a subject: its fields and when it took them down, that it has no record, or that it did not answer. */
export type Seen =
  | { readonly state: 'held'; readonly fields: Readonly<Record<string, Plain>>; readonly asOf: string; readonly mark: string }
  | { readonly state: 'absent' }
  | { readonly state: 'silent'; readonly why: 'down' | 'not-authorised' | 'no-subject' };

export type SeenBySource = ReadonlyMap<string, Seen>;

export type FieldCheck = {
  readonly field: string;
  readonly source: string;
  readonly result: CheckResult;
  /** When the source took it down, ISO 8601; null where it gave nothing. */
  readonly asOf: string | null;
};

/** Texts are compared without regard to width, case of Latin letters and blanks, as people write them. */
const plainText = (value: Plain): Plain =>
  typeof value === 'string' ? value.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '') : value;

export const isSame = (one: Plain, other: Plain): boolean => JSON.stringify(plainText(one)) === JSON.stringify(plainText(other));

function resultOf(seen: Seen | undefined, field: string, claimed: Plain | undefined): CheckResult {
  if (seen === undefined || seen.state === 'silent') return 'unavailable';
  if (seen.state === 'absent') return 'not-found';
  const held = seen.fields[field];
  if (held === undefined || held === null) return 'not-found';
  return claimed === undefined || claimed === null || isSame(claimed, held) ? 'match' : 'mismatch';
}

/** Checks every field that a source holds. One that is optional, was left empty and is not held either is no question of truth and is left out. */
export function checkFields(fields: readonly FormField[], claims: Readonly<Record<string, Plain>>, seen: SeenBySource): FieldCheck[] {
  return fields.flatMap(({ name, source, required, readOnly }) => {
    if (source === null) return [];
    const from = seen.get(source.source);
    const claimed = claims[name];
    const result = resultOf(from, source.field, claimed);
    const empty = claimed === undefined || claimed === null || claimed === '';
    if (result === 'not-found' && empty && !required && !readOnly) return [];
    return [{ field: name, source: source.source, result, asOf: from?.state === 'held' ? from.asOf : null }];
  });
}

/** The values on which is decided: what the city holds where it confirms or contradicts, what the applicant says where it does not know. */
export function valuesOf(fields: readonly FormField[], claims: Readonly<Record<string, Plain>>, seen: SeenBySource): Record<string, Plain> {
  const values: Record<string, Plain> = {};
  for (const { name, source, readOnly } of fields) {
    const from = source === null ? undefined : seen.get(source.source);
    const held = from?.state === 'held' && source !== null ? from.fields[source.field] : undefined;
    // What is never asked comes from its source alone.
    const value = held ?? (readOnly ? undefined : claims[name]);
    if (value !== undefined && value !== null) values[name] = value;
  }
  return values;
}
