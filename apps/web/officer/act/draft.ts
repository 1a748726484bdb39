import type { ActionInput, OpenAction, PhotoClaim, Unit } from '@banyan/api-client';

/** What an officer has filled in for one action, before it is sent. Instants as `datetime-local` writes them, in the city's time. */
export type Draft = {
  matter: string;
  area: string;
  units: Pick<Unit, 'id' | 'name' | 'areaName'>[];
  whistle: 'work' | 'hard';
  meetAt: string;
  reason: string;
  reply: string;
  note: string;
};
export const emptyDraft = (): Draft => ({ matter: '', area: '', units: [], whistle: 'work', meetAt: '', reason: '', reply: '', note: '' });

/** The fields of the form in the order in which one thinks: what it is, who does it, what is said. */
export const fieldOrder = ['matter', 'area', 'unit', 'units', 'whistle', 'meetAt', 'reason', 'reply', 'note', 'photos'] as const;
export type FormField = (typeof fieldOrder)[number];

export const fieldsOf = (action: Pick<OpenAction, 'needs' | 'takes'>): FormField[] =>
  fieldOrder.filter((field) => action.needs.includes(field) || action.takes.includes(field));

/** Mainland China keeps UTC+8 all year (no daylight saving since 1991). */
export const instantOf = (local: string): Date => new Date(`${local.slice(0, 16)}:00+08:00`);

const isEmpty: Record<FormField, (draft: Draft) => boolean> = {
  matter: (draft) => draft.matter === '',
  area: (draft) => draft.area === '',
  unit: (draft) => draft.units.length === 0,
  units: (draft) => draft.units.length === 0,
  whistle: () => false,
  meetAt: (draft) => draft.meetAt === '',
  reason: (draft) => draft.reason === '',
  // The server wants two characters at least.
  reply: (draft) => draft.reply.trim().length < 2,
  note: (draft) => draft.note.trim() === '',
  photos: () => true,
};

/** What stands in the way of sending: needed fields that are empty, and a meeting in the past. */
export function lackingIn(
  action: Pick<OpenAction, 'needs' | 'takes'>,
  draft: Draft,
  now: Date,
): Partial<Record<FormField, 'empty' | 'past'>> {
  const lacking: Partial<Record<FormField, 'empty' | 'past'>> = {};
  for (const field of fieldsOf(action)) if (action.needs.includes(field) && isEmpty[field](draft)) lacking[field] = 'empty';
  if (fieldsOf(action).includes('meetAt') && draft.meetAt !== '' && instantOf(draft.meetAt) <= now) lacking.meetAt = 'past';
  return lacking;
}

const partOf: Record<FormField, (draft: Draft, photos: readonly PhotoClaim[]) => Partial<ActionInput>> = {
  matter: (draft) => ({ matter: draft.matter }),
  area: (draft) => ({ area: draft.area }),
  unit: (draft) => ({ unit: draft.units[0]?.id }),
  units: (draft) => ({ units: draft.units.map((unit) => unit.id) }),
  whistle: (draft) => ({ whistle: draft.whistle }),
  meetAt: (draft) => ({ meetAt: instantOf(draft.meetAt).toISOString() }),
  reason: (draft) => ({ reason: draft.reason }),
  reply: (draft) => ({ reply: draft.reply.trim() }),
  note: (draft) => ({ note: draft.note.trim() }),
  photos: (_draft, photos) => (photos.length > 0 ? { photos: [...photos] } : {}),
};

/** The input of the action: only its own fields, only filled ones, with the call it answers and the version that was seen. */
export function inputOf(
  action: Pick<OpenAction, 'needs' | 'takes' | 'call'>,
  draft: Draft,
  photos: readonly PhotoClaim[],
  version: number,
): ActionInput {
  const input: ActionInput = { version };
  for (const field of fieldsOf(action))
    if (field === 'photos' || !isEmpty[field](draft)) Object.assign(input, partOf[field](draft, photos));
  if (action.call !== null) input.call = action.call;
  return input;
}

/** What moves the case on comes first, what ends or takes back comes late, a plain note last. */
const rank = [
  'accept',
  'dispatch',
  'approve',
  'sign',
  'sign-call',
  'report-in',
  'finish-call',
  'contact',
  'finish',
  'contact-caller',
  'call',
  'answer',
  'send-back',
  'reject',
  'withdraw-call',
  'urge',
  'note',
];
const rankOf = (action: string) => (rank.includes(action) ? rank.indexOf(action) : rank.length - 1.5);

export const keyOfAction = (action: Pick<OpenAction, 'action' | 'call'>) => `${action.action}/${action.call ?? ''}`;
export const arrange = (actions: readonly OpenAction[]): OpenAction[] => [...actions].sort((a, b) => rankOf(a.action) - rankOf(b.action));
/** Only an action that moves the case may stand first with the leaf corner. */
export const isLeading = (action: Pick<OpenAction, 'action'>) => rankOf(action.action) <= rank.indexOf('finish');
