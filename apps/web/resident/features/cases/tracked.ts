import { dropOne, keepOne, readAll } from '../../keep/database.ts';

/** A report whose number and query code the reporter asked this device to remember. */
export type Tracked = { number: string; code: string; title: string; at: string };

const name = (id: string) => `banyan.code.${id}`;

/** The query code of a case opened in this tab; gone when the tab closes. */
export function keepCode(id: string, code: string) {
  try {
    sessionStorage.setItem(name(id), code);
  } catch {
    codes.set(id, code);
  }
}
const codes = new Map<string, string>();

export function codeOf(id: string): string | null {
  try {
    return sessionStorage.getItem(name(id)) ?? codes.get(id) ?? null;
  } catch {
    return codes.get(id) ?? null;
  }
}

export const keepTracked = (tracked: Tracked) => keepOne('kept', tracked.number, tracked);
export const dropTracked = (number: string) => dropOne('kept', number);
export const readTracked = async () => (await readAll<Tracked>('kept')).sort((a, b) => b.at.localeCompare(a.at));
