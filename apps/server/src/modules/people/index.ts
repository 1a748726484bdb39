import './events.ts';
import { unitOfWork } from '#platform/context.ts';
import type { Module } from '#platform/module.ts';
import { routes } from './routes.ts';
import { removeStale } from './service/keep-officers.ts';

export type { CodeMade } from './events.ts';
export { identify } from './identify.ts';
export { hashPassword } from './password.ts';
export { maskPhone, permissions, readPhone } from './policy.ts';
export {
  addOfficer,
  addPost,
  appoint,
  type NewHeld,
  type NewOfficer,
  namesOf,
  officersOf,
  type Post,
  phoneOf,
  restoreAccount,
  suspendAccount,
} from './service/keep-officers.ts';
export { residentOf } from './service/sign-in-by-code.ts';

export const people: Module = {
  name: 'people',
  routes,
  rounds: [
    {
      name: 'people.remove-stale',
      everyMs: 600_000,
      // Rows removed are no reason to look again at once.
      run: async (house, now) => {
        await unitOfWork(house, { kind: 'platform' }, now, removeStale);
        return 0;
      },
    },
  ],
};
