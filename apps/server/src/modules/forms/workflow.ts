/** The life of a form as a table. Pure. Ground: every form asked of the grassroots is admitted by name (整治形式主义为基层减负若干规定; 黔西 村级“一张表”). */

export const formStates = ['proposed', 'approved', 'refused', 'withdrawn', 'ended', 'expired', 'unused', 'abolished'] as const;
export type FormState = (typeof formStates)[number];

/** The asking unit, the burden desk, and the platform itself through its round. */
export type FormParty = 'asker' | 'desk' | 'platform';

export type FormStep = {
  readonly action: string;
  readonly from: FormState;
  readonly to: FormState;
  readonly by: readonly FormParty[];
  /** Whether a sentence must say why. */
  readonly note: boolean;
  /** Whether the one who decides must be neither the person nor the unit that asked. */
  readonly fourEyes: boolean;
};

export const formSteps = [
  { action: 'approve', from: 'proposed', to: 'approved', by: ['desk'], note: false, fourEyes: true },
  { action: 'refuse', from: 'proposed', to: 'refused', by: ['desk'], note: true, fourEyes: false },
  { action: 'withdraw', from: 'proposed', to: 'withdrawn', by: ['asker'], note: false, fourEyes: false },
  { action: 'end', from: 'approved', to: 'ended', by: ['asker', 'desk'], note: true, fourEyes: false },
  { action: 'expire', from: 'approved', to: 'expired', by: ['platform'], note: false, fourEyes: false },
  { action: 'find-unused', from: 'expired', to: 'unused', by: ['platform'], note: false, fourEyes: false },
  { action: 'abolish', from: 'unused', to: 'abolished', by: ['desk'], note: false, fourEyes: false },
  { action: 'keep', from: 'unused', to: 'ended', by: ['desk'], note: true, fourEyes: true },
] as const satisfies readonly FormStep[];

export type FormAction = (typeof formSteps)[number]['action'];

/** Steps that an officer takes; the platform takes the others by itself. */
export const officerActions = ['approve', 'refuse', 'withdraw', 'end', 'abolish', 'keep'] as const satisfies readonly FormAction[];
export type OfficerAction = (typeof officerActions)[number];

/** What has come into force or gone out of it is public; what was only proposed, refused or withdrawn is seen by officers. */
export const publicStates = ['approved', 'ended', 'expired', 'unused', 'abolished'] as const satisfies readonly FormState[];

export const stepFrom = (state: FormState, action: FormAction): FormStep | undefined =>
  formSteps.find((one) => one.from === state && one.action === action);

export const actionsFrom = (state: FormState, parties: ReadonlySet<FormParty>): FormAction[] =>
  formSteps.filter((one) => one.from === state && one.by.some((party) => parties.has(party))).map(({ action }) => action);
