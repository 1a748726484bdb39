import type { Reported } from '@banyan/api-client';
import { ref } from 'vue';

/** The report that was just taken; survives a reload of the page, not the closing of the tab. */
export type Done = { reported: Reported; title: string };
const kept = 'banyan.done';

function read(): Done | null {
  try {
    return JSON.parse(sessionStorage.getItem(kept) ?? 'null') as Done | null;
  } catch {
    return null;
  }
}

export const done = ref<Done | null>(typeof sessionStorage === 'undefined' ? null : read());

export function showDone(what: Done) {
  done.value = what;
  try {
    sessionStorage.setItem(kept, JSON.stringify(what));
  } catch {
    // It is on the page; only a reload would lose it.
  }
}
