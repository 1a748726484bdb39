/** An area as every module sees it: a place in the tree city → county → street → community → grid. */
export type Area = {
  readonly code: string;
  readonly name: string;
  /** The Chinese name where no English one is known. */
  readonly nameEn: string;
  readonly level: AreaLevel;
  readonly parent: string | null;
  /** Codes from the city down, each ended by a slash. */
  readonly path: string;
  /** Code of the county it lies in; the city's own code for the city itself. */
  readonly region: string;
  readonly street: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly status: string;
};

export const areaLevels = ['city', 'county', 'street', 'community', 'grid'] as const;
export type AreaLevel = (typeof areaLevels)[number];

export type Language = 'zh' | 'en';

/** An office that answers for cases; its id is the code of its area and its kind. */
export type Unit = {
  readonly id: string;
  readonly kind: string;
  readonly areaCode: string;
  readonly name: string;
  readonly nameEn: string;
  /** `listed`, or `to be confirmed` where the exact name is not sure. */
  readonly status: string;
};

export type UnitKind = { readonly id: string; readonly name: string; readonly nameEn: string; readonly levels: readonly AreaLevel[] };

/** An exception to the rule that the most local unit of the leading kind leads. */
export type Responsibility = {
  readonly areaCode: string;
  /** A matter's code, a category's id, or the kind that leads by the list. */
  readonly scope: 'matter' | 'category' | 'lead';
  readonly scopeValue: string;
  readonly role: 'lead' | 'co';
  /** One of the two is given: the most local unit of a kind, or one unit. */
  readonly kind: string | null;
  readonly unitId: string | null;
  readonly source: string;
  readonly status: string;
};

export type Intake = { readonly level: AreaLevel; readonly kind: string };

export type City = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** IANA time zone. */
  readonly zone: string;
  readonly language: string;
  readonly languages: readonly string[];
  readonly packVersion: string;
  readonly center: { readonly lat: number; readonly lon: number };
  readonly mapNotice: { readonly zh: string; readonly en: string };
  readonly intake: readonly Intake[];
};
