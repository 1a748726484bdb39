import { type Appointment, getMe, type Person, signOut } from '@banyan/api-client';
import { computed, shallowRef } from 'vue';

/** The officer at this desk: null until asked, `guest` when nobody is signed in. */
export const officer = shallowRef<Person | 'guest' | null>(null);

export const appointments = computed<readonly Appointment[]>(() =>
  officer.value && officer.value !== 'guest' ? (officer.value.appointments ?? []) : [],
);

/** Whether one of the officer's posts grants it, e.g. `case.report`. */
export const may = (permission: string) => appointments.value.some((held) => held.permissions.includes(permission));

/** Whether an area lies in one of the officer's own, city-wide posts included; the server decides, this only spares a dead end. */
export const reaches = (area: string) =>
  appointments.value.some(
    (held) => held.permissions.includes('case.read') && (/^\d{4}00$/.test(held.areaCode) || area.startsWith(held.areaCode)),
  );

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
