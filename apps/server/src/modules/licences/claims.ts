/** What is signed of a licence. Pure. */

/** The type of the signed licence, and of the short form that its printed code carries. */
export const licenceType = 'banyan-licence+jwt';
export const codeType = 'banyan-licence-code+jwt';

export type LicenceField = { readonly name: string; readonly nameEn: string; readonly value: string };
export type LicenceIssuer = { readonly unit: string; readonly name: string; readonly nameEn: string };

/** The whole licence. Days are `YYYY-MM-DD`, both ends included; `iat` in seconds (RFC 7519). */
export type LicenceClaims = {
  /** Code of the city that issued it. */
  readonly iss: string;
  /** Its number. */
  readonly jti: string;
  readonly iat: number;
  readonly kind: string;
  readonly name: string;
  readonly nameEn: string;
  readonly issuer: LicenceIssuer;
  /** The holder as the licence shows him. */
  readonly holder: string;
  readonly from: string;
  readonly until: string | null;
  readonly fields: readonly LicenceField[];
  readonly status?: { readonly status_list: { readonly idx: number; readonly uri: string } };
};

/** The short form: number, kind, holder, first and last day, running number in the status lists. It fits a printed code. */
export type CodeClaims = {
  readonly iss: string;
  readonly n: string;
  readonly k: string;
  readonly h: string;
  readonly f: string;
  readonly u: string | null;
  readonly s: number | null;
};

const isText = (value: unknown): value is string => typeof value === 'string';
const isMaybe = (value: unknown): value is string | null => value === null || isText(value);

/** What a verified licence or its short form shows. */
export type Shown = {
  readonly number: string;
  readonly city: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly issuer: string | null;
  readonly holder: string;
  readonly from: string;
  readonly until: string | null;
  readonly fields: LicenceField[];
  /** Its place in the status lists, null where it has none. */
  readonly running: number | null;
};

type Tree = { readonly [name: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** The place that a `status` claim names: the list is the last part of its address. */
function runningIn(status: unknown, listSize: number): number | null {
  const entry = isTree(status) ? status.status_list : undefined;
  if (!isTree(entry) || typeof entry.idx !== 'number' || !isText(entry.uri)) return null;
  const list = /\/(\d+)$/.exec(entry.uri)?.[1];
  return list === undefined ? null : Number(list) * listSize + entry.idx;
}

const isField = (value: unknown): value is LicenceField => isTree(value) && [value.name, value.nameEn, value.value].every(isText);

const areTexts = (...values: unknown[]): boolean => values.every(isText);
const areFields = (value: unknown): value is LicenceField[] => Array.isArray(value) && value.every(isField);

/** Reads the claims of a whole licence; undefined where they are not those of one. */
export function readLicence(claims: Readonly<Record<string, unknown>>, listSize: number): Shown | undefined {
  const { iss, jti, name, nameEn, holder, from, until, fields, issuer, status } = claims;
  if (!areTexts(iss, jti, name, holder, from) || !isMaybe(until) || !areFields(fields)) return undefined;
  return {
    number: String(jti),
    city: String(iss),
    name: String(name),
    nameEn: isText(nameEn) ? nameEn : null,
    issuer: isTree(issuer) && isText(issuer.name) ? issuer.name : null,
    holder: String(holder),
    from: String(from),
    until,
    fields,
    running: runningIn(status, listSize),
  };
}

/** Reads the claims of a short form; undefined where they are not those of one. */
export function readShort(claims: Readonly<Record<string, unknown>>): Shown | undefined {
  const { iss, n, k, h, f, u, s } = claims;
  if (!isText(iss) || !isText(n) || !isText(k) || !isText(h) || !isText(f) || !isMaybe(u)) return undefined;
  return {
    number: n,
    city: iss,
    name: k,
    nameEn: null,
    issuer: null,
    holder: h,
    from: f,
    until: u,
    fields: [],
    running: typeof s === 'number' ? s : null,
  };
}
