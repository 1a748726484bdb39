import type { CaseLine, Light } from '@banyan/api-client';

/** What stands still while a case is suspended; the other clocks run on. */
const standing = ['contact', 'handle', 'rehandle', 'promise'];

/** The light of a line's nearest duty: that of a suspended case stands still, however long ago it would have ended. */
export function lightOf({ state, duty }: Pick<CaseLine, 'state' | 'duty'>): Light | undefined {
  return state === 'suspended' && duty && standing.includes(duty.kind) ? 'paused' : duty?.light;
}
