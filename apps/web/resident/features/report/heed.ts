import { type Ask, post } from '@banyan/api-client';
import { ref, shallowRef } from 'vue';
import type { Draft } from './compose-report.ts';
import { gate } from './gate.ts';

/** What is told while somebody writes; see `proposeForDraft`. Probabilities are 0 to 1. */
export type Told = {
  verdict: 'sure' | 'unsure' | 'cannot_tell';
  matters: { code: string; name: string; probability: number; leadUnitName: string | null }[];
  places: { code: string; name: string; probability: number }[];
  alarm: { call: '110' | '119' | '120'; word: string } | null;
  selfTelling: { what: string; words: string }[];
  neighbours: { count: number; since: string | null };
};

/** The newest answer, and whether the way to an emergency number stands open. */
export const told = shallowRef<Told | null>(null);
export const alarming = ref(false);
let asked = '';
/** What was said not to be happening now; said anew when other words sound an alarm. */
let heeded = '';

const placeOf = ({ point, area }: Draft) => ({ ...(point ? { point: { ...point } } : {}), ...(area ? { area } : {}) });

/** Asks what the words say. Words already asked about are not asked again; without a network nothing is told. */
export async function askAbout(draft: Draft, ask?: Ask): Promise<void> {
  const body = { content: draft.content.trim(), ...placeOf(draft) };
  const key = JSON.stringify(body);
  if (key === asked || body.content.length < 2) return;
  asked = key;
  const answer = await post<Told>('/triage/proposals', body, ask).catch(() => null);
  if (asked !== key) return;
  if (answer === null) asked = '';
  told.value = answer;
  if (answer?.alarm && answer.alarm.word !== heeded) alarming.value = true;
}

export function heed() {
  heeded = told.value?.alarm?.word ?? '';
  alarming.value = false;
}

const mostWaitMs = 2500;

/** Whether a report may be sent: not while its words tell of danger to life and nobody has said that it is over. Waits for the answer a moment only. */
gate.mayLeave = async (draft) => {
  if (draft.content.trim() === '') return true;
  await Promise.race([askAbout(draft), new Promise((done) => setTimeout(done, mostWaitMs))]);
  const word = told.value?.alarm?.word;
  if (word === undefined || word === heeded || !draft.content.includes(word)) return true;
  alarming.value = true;
  return false;
};
