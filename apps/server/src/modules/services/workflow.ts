/** The life of an application as a table. Pure. Every row cites its rule. */

export const applicationStates = ['with-person', 'approved', 'refused', 'withdrawn', 'correcting', 'suspended', 'revoked'] as const;
export type ApplicationState = (typeof applicationStates)[number];

/** What an application may be when it has been taken: decided at once, or with a person. There is no refusal by a machine. */
export const firstStates = ['approved', 'with-person'] as const satisfies readonly ApplicationState[];

/** The applicant or who acts for him; the officer who decides; the officer who looks at samples afterwards. */
export type ApplicationParty = 'applicant' | 'decider' | 'auditor';

export const applicationCounters = ['extensions', 'reviews', 'rounds', 'corrections', 'suspensions'] as const;
export type ApplicationCounter = (typeof applicationCounters)[number];

/** How often each may happen, so that nothing goes round for ever. */
export const counterLimits: Record<ApplicationCounter, number> = { extensions: 1, reviews: 1, rounds: 1, corrections: 1, suspensions: 2 };

export type ApplicationStep = {
  readonly action: string;
  readonly from: readonly ApplicationState[];
  /** `same` where only the file grows. */
  readonly to: ApplicationState | 'same';
  readonly by: ApplicationParty;
  /** Whether a sentence must say why. */
  readonly note: boolean;
  /** Whether the law on which it rests must be named. */
  readonly ground: boolean;
  readonly counts?: ApplicationCounter;
  /** Only where a review was asked and not answered yet. */
  readonly whenAsked?: true;
  readonly basis: string;
};

const licensing = '行政许可法';
const pledge = '深圳经济特区社会信用条例';

// biome-ignore format: one row a line, as a table is read.
export const applicationSteps = [
  { action: 'approve', from: ['with-person'], to: 'approved', by: 'decider', note: false, ground: true, basis: `${licensing} 第三十八条第一款` },
  { action: 'refuse', from: ['with-person'], to: 'refused', by: 'decider', note: true, ground: true, basis: `${licensing} 第三十八条第二款: reasons, and the right of reconsideration and suit` },
  { action: 'extend', from: ['with-person'], to: 'same', by: 'decider', note: true, ground: false, counts: 'extensions', basis: `${licensing} 第四十二条: ten days more, told with the reason` },
  { action: 'withdraw', from: ['with-person'], to: 'withdrawn', by: 'applicant', note: false, ground: false, basis: `${pledge} 第五十九条: an applicant may go back on a pledge before the decision` },
  { action: 'ask-review', from: ['approved', 'refused'], to: 'same', by: 'applicant', note: true, ground: false, counts: 'reviews', basis: '个人信息保护法 第二十四条: an explanation, and a decision that is not made by a machine alone' },
  { action: 'answer-review', from: ['approved', 'refused'], to: 'same', by: 'decider', note: true, ground: false, whenAsked: true, basis: '个人信息保护法 第二十四条' },
  { action: 'reconsider', from: ['refused'], to: 'with-person', by: 'decider', note: true, ground: false, counts: 'rounds', whenAsked: true, basis: '个人信息保护法 第二十四条' },
  { action: 'order-correction', from: ['approved'], to: 'correcting', by: 'decider', note: true, ground: false, counts: 'corrections', basis: `${pledge} 第六十三条: a false pledge is first to be put right` },
  { action: 'confirm-correction', from: ['correcting'], to: 'approved', by: 'decider', note: false, ground: false, basis: `${pledge} 第六十三条` },
  { action: 'suspend', from: ['approved', 'correcting'], to: 'suspended', by: 'decider', note: true, ground: false, counts: 'suspensions', basis: `${pledge} 第六十三条` },
  { action: 'reinstate', from: ['suspended'], to: 'approved', by: 'decider', note: true, ground: false, basis: `${pledge} 第六十三条` },
  { action: 'revoke', from: ['approved', 'correcting', 'suspended'], to: 'revoked', by: 'decider', note: true, ground: true, basis: `${licensing} 第六十九条` },
  { action: 'keep', from: ['approved'], to: 'same', by: 'auditor', note: false, ground: false, basis: `${pledge} 第六十二条: looked at afterwards` },
  { action: 'reverse', from: ['approved'], to: 'revoked', by: 'auditor', note: true, ground: true, basis: `${licensing} 第六十九条` },
] as const satisfies readonly ApplicationStep[];

export type ApplicationAction = (typeof applicationSteps)[number]['action'];
export const applicationActions: readonly ApplicationAction[] = applicationSteps.map(({ action }) => action);

/** States in which nothing more is owed; `refused` may be looked at once more, the others have no way out. */
export const finalStates: readonly ApplicationState[] = ['withdrawn', 'revoked'];

/** States in which the right is held or being asked for, so that the same cannot be asked again. */
export const holdingStates: readonly ApplicationState[] = ['with-person', 'approved', 'correcting', 'suspended'];

/** What has been counted, and whether a review waits for its answer. */
export type Standing = { readonly counts: Readonly<Record<ApplicationCounter, number>>; readonly reviewAsked: boolean };

const isOpen = (step: ApplicationStep, { counts, reviewAsked }: Standing) =>
  (step.counts === undefined || counts[step.counts] < counterLimits[step.counts]) && (step.whenAsked === undefined || reviewAsked);

export const stepFrom = (state: ApplicationState, action: string, standing: Standing): ApplicationStep | undefined =>
  applicationSteps.find((step: ApplicationStep) => step.action === action && step.from.includes(state) && isOpen(step, standing));

/** What these parties may do next. */
export const actionsFrom = (state: ApplicationState, parties: ReadonlySet<ApplicationParty>, standing: Standing): ApplicationAction[] =>
  applicationSteps
    .filter((step: ApplicationStep) => step.from.includes(state) && parties.has(step.by) && isOpen(step, standing))
    .map(({ action }) => action);
