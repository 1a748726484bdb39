import { type Limit, parseLimit } from '@banyan/working-time';

/** Duties that have a limit; the names are those of the case workflow's clocks. */
export const clockKinds = [
  'accept',
  'dispatch',
  'consult',
  'designate',
  'sign',
  'contact',
  'handle',
  'promise',
  'rehandle',
  'ruling',
  'suspension',
  'call-sign',
  'call-contact',
  'on-site',
  'call-handle',
  'review',
  'rate',
  'callback',
  'rectify',
  'confirm',
  'supervision',
  'archive',
] as const;
export type ClockKind = (typeof clockKinds)[number];

/** What the pack sets limits for: every clock but the resident's, which is the unit's time for handling, and by how much a clock is extended. */
const isGiven = (kind: ClockKind): kind is Exclude<ClockKind, 'promise'> => kind !== 'promise';
export const limitKinds = [...clockKinds.filter(isGiven), 'extension'] as const;
export type LimitKind = Exclude<ClockKind, 'promise'> | 'extension';

/** Clocks whose limit stands with each matter in the responsibility list. */
export const matterClocks = ['sign', 'contact', 'handle'] as const satisfies readonly ClockKind[];

/** What a limit rule may depend on, the most precise first: a matter's own limit beats its category's, an emergency the kind of call. */
export const limitScopes = ['matter', 'category', 'urgency', 'whistle', 'default'] as const;
export type LimitScope = (typeof limitScopes)[number];

export const urgencies = ['emergency', 'urgent', 'ordinary'] as const;
/** 工作推进哨 and 攻坚克难哨 (南京市鼓楼区 吹哨报到). */
export const whistles = ['work', 'hard'] as const;

export const reasonLists = ['reject', 'rate', 'refuse', 'return', 'suspend', 'terminate'] as const;
export type ReasonList = (typeof reasonLists)[number];
export const wordLists = ['natures', 'channels', 'identities'] as const;
export type WordList = (typeof wordLists)[number];

export type LimitRule = {
  readonly areaCode: string;
  readonly clock: LimitKind;
  readonly scope: LimitScope;
  readonly scopeValue: string;
  readonly limit: Limit;
  /** The first civil day of the reports to which it applies, `YYYY-MM-DD`: cases keep the limits under which they were reported. */
  readonly fromOn: string;
  readonly basis: string;
  readonly source: string;
};

/** The day from which a rule holds that names none. */
export const sinceEver = '0001-01-01';

/**
 * On what the limit of a duty depends; a value not given or null matches no rule. `on` is the civil day on which the case was reported; without it the
 * newest rules are asked, also those whose day is still to come.
 */
export type LimitScene = {
  matterCode?: string | null;
  category?: string | null;
  urgency?: string | null;
  whistle?: string | null;
  on?: string;
};

/** A limit, and the ground that is printed on the order. */
export type GroundedLimit = { readonly limit: Limit; readonly basis: string };

const ruleKey = (areaCode: string, clock: LimitKind, scope: LimitScope, value: string) => `${areaCode}|${clock}|${scope}|${value}`;

/** Limit rules by what they are looked up by, the latest first. */
export type LimitRules = ReadonlyMap<string, readonly LimitRule[]>;
export const indexRules = (rules: readonly LimitRule[]): LimitRules =>
  Map.groupBy(
    rules.toSorted((a, b) => b.fromOn.localeCompare(a.fromOn)),
    (rule) => ruleKey(rule.areaCode, rule.clock, rule.scope, rule.scopeValue),
  );

type OwnLimits = { readonly sign: string; readonly contact: string; readonly handle: string; readonly basis: string };

/**
 * The limit of a duty: the most precise scope first, within it the county before the city, and of each the latest rule that holds. A matter's own limits,
 * already the county's where it has them, are of the scope `matter`. Undefined only when the pack gives no default since ever, which loading refuses.
 */
export function chooseLimit(
  rules: LimitRules,
  areas: readonly string[],
  clock: LimitKind,
  scene: LimitScene,
  own?: OwnLimits,
): GroundedLimit | undefined {
  const { on } = scene;
  const values: Record<LimitScope, string | null | undefined> = {
    matter: scene.matterCode,
    category: scene.category,
    urgency: scene.urgency,
    whistle: scene.whistle,
    default: '',
  };
  for (const scope of limitScopes) {
    const value = values[scope];
    if (value === null || value === undefined) continue;
    for (const area of areas) {
      const rule = rules.get(ruleKey(area, clock, scope, value))?.find(({ fromOn }) => on === undefined || fromOn <= on);
      if (rule) return { limit: rule.limit, basis: rule.basis };
    }
    if (scope === 'matter' && own) {
      const text = ownLimit(own, clock);
      if (text !== undefined) return { limit: parseLimit(text), basis: own.basis };
    }
  }
  return undefined;
}

function ownLimit(own: OwnLimits, clock: LimitKind): string | undefined {
  return clock === 'sign' || clock === 'contact' || clock === 'handle' ? own[clock] : undefined;
}
