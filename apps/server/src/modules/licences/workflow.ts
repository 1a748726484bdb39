/** The life of a licence as a table. Pure. Ground: 行政许可法 第六十九条、第七十条 (revocation, cancellation); 国务院关于在线政务服务的若干规定 第十条 (电子证照). */

export const licenceStates = ['valid', 'suspended', 'revoked', 'replaced'] as const;
export type LicenceState = (typeof licenceStates)[number];

export type LicenceStep = {
  readonly action: string;
  readonly from: LicenceState;
  readonly to: LicenceState;
  /** Whether a sentence must say why. */
  readonly reason: boolean;
};

export const licenceSteps = [
  { action: 'suspend', from: 'valid', to: 'suspended', reason: true },
  { action: 'reinstate', from: 'suspended', to: 'valid', reason: true },
  { action: 'revoke', from: 'valid', to: 'revoked', reason: true },
  { action: 'revoke', from: 'suspended', to: 'revoked', reason: true },
  { action: 'replace', from: 'valid', to: 'replaced', reason: true },
] as const satisfies readonly LicenceStep[];

export type LicenceAction = (typeof licenceSteps)[number]['action'];

/** Steps that an officer takes by name; a licence is replaced only by the one that follows it. */
export const officerActions = ['suspend', 'reinstate', 'revoke'] as const satisfies readonly LicenceAction[];
export type OfficerAction = (typeof officerActions)[number];

export const stepFrom = (state: LicenceState, action: LicenceAction): LicenceStep | undefined =>
  licenceSteps.find((one) => one.from === state && one.action === action);

export const actionsFrom = (state: LicenceState): LicenceAction[] =>
  licenceSteps.filter((one) => one.from === state).map(({ action }) => action);

/** What the status list says of a state (draft-ietf-oauth-status-list §7.1: VALID, INVALID, SUSPENDED). */
export const statusOf = (state: LicenceState): 0 | 1 | 2 => (state === 'valid' ? 0 : state === 'suspended' ? 2 : 1);

/** How a licence stands on a day: its state, or that its time is not here or over. Days are `YYYY-MM-DD`, both ends included. */
export type Standing = LicenceState | 'expired' | 'not-yet';

export function standingOn(day: string, from: string, until: string | null, state: LicenceState = 'valid'): Standing {
  if (state !== 'valid') return state;
  if (day < from) return 'not-yet';
  return until !== null && day > until ? 'expired' : 'valid';
}
