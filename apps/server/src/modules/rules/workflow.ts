/** The life of a version of a rule as a table. Pure. Ground: whoever writes a rule does not put it into force alone (双人复核). */

export const versionStates = ['drafted', 'submitted', 'approved', 'published', 'withdrawn'] as const;
export type VersionState = (typeof versionStates)[number];

export type VersionStep = {
  readonly action: string;
  readonly from: VersionState;
  readonly to: VersionState;
  /** The permission that the step takes. */
  readonly by: 'rule.edit' | 'rule.approve';
  /** Whether a sentence must say why. */
  readonly note: boolean;
  /** Whether it must be someone else than the author. */
  readonly fourEyes: boolean;
  /** Whether only a sound version may take it. */
  readonly sound: boolean;
};

const step = (
  action: string,
  from: VersionState,
  to: VersionState,
  by: VersionStep['by'],
  { note = false, fourEyes = false, sound = false } = {},
): VersionStep => ({ action, from, to, by, note, fourEyes, sound });

export const versionSteps: readonly VersionStep[] = [
  step('submit', 'drafted', 'submitted', 'rule.edit', { sound: true }),
  step('discard', 'drafted', 'withdrawn', 'rule.edit'),
  step('approve', 'submitted', 'approved', 'rule.approve', { fourEyes: true, sound: true }),
  step('return', 'submitted', 'drafted', 'rule.approve', { note: true }),
  step('return', 'approved', 'drafted', 'rule.approve', { note: true }),
  step('publish', 'approved', 'published', 'rule.approve', { fourEyes: true, sound: true }),
  step('roll-back', 'published', 'withdrawn', 'rule.approve', { note: true }),
];

/** Steps that an officer takes on a version that is there. */
export const versionActions = ['submit', 'discard', 'approve', 'return', 'publish', 'roll-back'] as const;
export type VersionAction = (typeof versionActions)[number];

export const stepFrom = (state: VersionState, action: VersionAction): VersionStep | undefined =>
  versionSteps.find((one) => one.from === state && one.action === action);

/** What may be done with a version in a state by someone with these permissions; the author may not be his own second pair of eyes. */
export function actionsFrom(state: VersionState, permissions: ReadonlySet<string>, isAuthor: boolean): VersionAction[] {
  return versionActions.filter((action) => {
    const found = stepFrom(state, action);
    return found !== undefined && permissions.has(found.by) && !(found.fourEyes && isAuthor);
  });
}
