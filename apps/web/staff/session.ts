import { type Appointment, getMe, type Person, signOut } from '@banyan/api-client';
import { computed, shallowRef } from 'vue';

/** The officer at this desk: null until asked, `guest` when nobody is signed in. */
export const officer = shallowRef<Person | 'guest' | null>(null);

export const appointments = computed<readonly Appointment[]>(() =>
  officer.value && officer.value !== 'guest' ? (officer.value.appointments ?? []) : [],
);

/** Whether one of the officer's posts grants it, e.g. `case.report`. */
export const may = (permission: string) => appointments.value.some((held) => held.permissions.includes(permission));

/** Asks who is here, once; a resident's session is no officer. */
export async function knowOfficer(signal?: AbortSignal): Promise<Person | 'guest'> {
  if (officer.value) return officer.value;
  const me = await getMe({ signal });
  officer.value = me.kind === 'officer' ? me : 'guest';
  return officer.value;
}

export async function leave() {
  await signOut();
  officer.value = 'guest';
}
