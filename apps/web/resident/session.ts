import { getMe, getMessages, type Me, type Person, signOut as sendSignOut } from '@banyan/api-client';
import { computed, ref, watch } from 'vue';

/** Who is using this page; null while nobody knows yet. The session itself is a cookie that scripts cannot read. */
export const me = ref<Me | null>(null);
export const person = computed<Person | null>(() => (me.value && me.value.kind !== 'guest' ? me.value : null));
export const signedIn = computed(() => person.value?.kind === 'resident');
export const unread = ref(0);

watch(signedIn, (is) => {
  if (!is) return;
  getMessages().then(
    (page) => {
      unread.value = page.unread;
    },
    // A hint beside the tab, no more; the page of messages says what failed.
    () => undefined,
  );
});

let asking: Promise<void> | undefined;

/** Asks once; a failure counts as a guest, because reporting must work without. */
export function loadMe(): Promise<void> {
  asking ??= getMe().then(
    (found) => {
      me.value = found;
    },
    () => {
      me.value = { kind: 'guest' };
      asking = undefined;
    },
  );
  return asking;
}

export function rememberMe(found: Person) {
  me.value = found;
  asking = Promise.resolve();
}

export function forgetMe() {
  me.value = { kind: 'guest' };
  unread.value = 0;
}

export async function signOut() {
  await sendSignOut();
  forgetMe();
}
