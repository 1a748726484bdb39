import type { ItemKind, Level, Mode } from './items.ts';

/** What comes of an approval: a licence of a kind, a payout of a kind, or an answer. */
export type Result = { readonly kind: 'licence' | 'payout'; readonly of: string } | { readonly kind: 'answer' };

export type Choice = { readonly code: string; readonly text: string; readonly textEn: string };

/** A question of the guidance (情形引导). An option without a next question ends it; `situation` is what an option settles. */
export type Question = {
  readonly id: string;
  readonly text: string;
  readonly textEn: string;
  readonly options: readonly Choice[];
  readonly next: ReadonlyMap<string, string>;
  readonly situation: ReadonlyMap<string, string>;
};

/** What must be shown. `heldBy` names the source that has it already: then nobody is asked for it. `neededWhen` is FEEL over the item's facts. */
export type Material = {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly neededWhen: string | null;
  readonly heldBy: string | null;
  readonly fields: readonly string[];
  readonly tolerant: boolean;
  readonly promise: boolean;
  readonly basis: string;
};

/** A register that the city holds. `fallback` is what happens when it does not answer; nothing is ever refused for it. */
export type Source = {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly unit: string;
  readonly subject: 'person' | 'firm' | 'address';
  /** The form fields that name the firm or the address, the first given counts; none for a person. */
  readonly askedBy: readonly string[];
  readonly fields: ReadonlyMap<string, FactType>;
  /** What of a person it shows, in the words of the ledger of looks. */
  readonly seenAs: string;
  readonly basis: string;
  /** After so many days an answer is asked again; 0 asks each time. */
  readonly freshDays: number;
  readonly fallback: 'ask' | 'person';
};

/** A kind of licence (证照类型), as the module of licences takes it: the fields stand beside the holder's name. */
export type LicenceKind = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly issuerKind: string;
  /** Null when it holds until it is taken back, or when the rule says how long. */
  readonly validMonths: number | null;
  readonly fields: readonly { readonly code: string; readonly name: string; readonly nameEn: string }[];
  readonly statusList: boolean;
};

/** Items across departments that are one application (一件事). */
export type Joint = { readonly id: string; readonly name: string; readonly nameEn: string; readonly items: readonly string[] };

export type FactType = 'string' | 'number' | 'boolean' | 'date';

export type FormField = {
  readonly name: string;
  readonly title: string;
  readonly titleEn: string;
  /** Null for lists and objects, which rules do not read. */
  readonly type: FactType | null;
  /** Where the city holds it. */
  readonly source: { readonly source: string; readonly field: string } | null;
  /** Comes from its source alone and is never asked. */
  readonly readOnly: boolean;
  readonly required: boolean;
};

export type ServiceForm = { readonly schema: Readonly<Record<string, unknown>>; readonly fields: readonly FormField[] };

/** An input of the rule by the name in its table, as FEEL over the item's facts. */
export type RuleInput = { readonly name: string; readonly value: string };

export type Reason = { readonly code: string; readonly zh: string; readonly en: string };

export type Item = {
  readonly id: string;
  readonly mainItem: string;
  readonly subItem: string;
  readonly businessItem: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: ItemKind;
  readonly audience: 'person' | 'firm';
  readonly leadUnit: string;
  readonly coUnits: readonly string[];
  readonly level: Level;
  readonly mode: Mode;
  /** Limits as the working calendar reads them: `20wd`, `30d`. */
  readonly statutoryLimit: string | null;
  readonly promisedLimit: string | null;
  readonly feeCents: number | null;
  readonly result: Result;
  readonly channels: readonly string[];
  /** Codes of the counties where it is offered; none for the whole city. */
  readonly areas: readonly string[];
  readonly rule: string | null;
  readonly joint: string | null;
  readonly basis: string;
  readonly basisStatus: 'cited' | 'to be confirmed';
  readonly source: string;
  readonly fromOn: string;
  readonly questions: readonly Question[];
  readonly materials: readonly Material[];
  readonly form: ServiceForm | null;
  readonly inputs: readonly RuleInput[];
};

/** What a pack says about services: services/ and rules/reasons.csv. */
export type ServicePack = {
  readonly items: readonly Item[];
  readonly sources: readonly Source[];
  readonly licences: readonly LicenceKind[];
  readonly joints: readonly Joint[];
  /** The words of the reason codes that the rules give. */
  readonly reasons: readonly Reason[];
};
