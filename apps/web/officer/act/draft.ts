import type { ActionInput, AttemptOutcome, Field, OpenAction, PhotoClaim, SupervisionLevel, Unit } from '@banyan/api-client';

type NamedUnit = Pick<Unit, 'id' | 'name' | 'areaName'>;

/**
 * What an officer has filled in for one action, before it is sent. Instants as `datetime-local` writes them, days as `date` does, both in the
 * city's time.
 */
export type Draft = {
  matter: string;
  area: string;
  accused: NamedUnit[];
  unit: NamedUnit[];
  units: NamedUnit[];
  whistle: 'work' | 'hard';
  meetAt: string;
  into: string;
  officer: string;
  supervision: SupervisionLevel | '';
  outcome: AttemptOutcome | '';
  level: number | null;
  reasons: string[];
  reason: string;
  reviewOn: string;
  reply: string;
  note: string;
};
export const emptyDraft = (): Draft => ({
  matter: '',
  area: '',
  accused: [],
  unit: [],
  units: [],
  whistle: 'work',
  meetAt: '',
  into: '',
  officer: '',
  supervision: '',
  outcome: '',
  level: null,
  reasons: [],
  reason: '',
  reviewOn: '',
  reply: '',
  note: '',
});

/** The call that is answered is no field of a form: it comes with the action. */
export type FormField = Exclude<Field, 'call'>;
/** The fields of the form in the order in which one thinks: what it is, who does it, what is said. */
export const fieldOrder = [
  'matter',
  'area',
  'unit',
  'units',
  'whistle',
  'meetAt',
  'into',
  'officer',
  'supervision',
  'outcome',
  'level',
  'reasons',
  'reason',
  'reviewOn',
  'reply',
  'note',
  'accused',
  'photos',
] as const satisfies readonly FormField[];

export const fieldsOf = (action: Pick<OpenAction, 'needs' | 'takes'>): FormField[] =>
  fieldOrder.filter((field) => action.needs.includes(field) || action.takes.includes(field));

/** Mainland China keeps UTC+8 all year (no daylight saving since 1991). */
export const instantOf = (local: string): Date => new Date(`${local.slice(0, 16)}:00+08:00`);
/** The city's day of an instant, `2026-11-25`. */
export const dayOf = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** A case number as people type it: full-width digits and dashes come from Chinese keyboards and from copied texts. */
export const plainNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s/g, '');
const numberShape = /^\d{6}-\d{8}-\d{6,9}-\d$/;

const isEmpty: Record<FormField, (draft: Draft) => boolean> = {
  matter: (draft) => draft.matter === '',
  area: (draft) => draft.area === '',
  accused: (draft) => draft.accused.length === 0,
  unit: (draft) => draft.unit.length === 0,
  units: (draft) => draft.units.length === 0,
  whistle: () => false,
  meetAt: (draft) => draft.meetAt === '',
  into: (draft) => draft.into.trim() === '',
  officer: (draft) => draft.officer === '',
  supervision: (draft) => draft.supervision === '',
  outcome: (draft) => draft.outcome === '',
  level: (draft) => draft.level === null,
  reasons: (draft) => draft.reasons.length === 0,
  reason: (draft) => draft.reason === '',
  reviewOn: (draft) => draft.reviewOn === '',
  // The server wants two characters at least.
  reply: (draft) => draft.reply.trim().length < 2,
  note: (draft) => draft.note.trim() === '',
  photos: () => true,
};

/** A field is empty, its time or day has passed, or it is not written as it should be. */
export type Lack = 'empty' | 'past' | 'pastDay' | 'shape';

const isWrong: Partial<Record<FormField, (draft: Draft, now: Date) => Lack | undefined>> = {
  meetAt: (draft, now) => (draft.meetAt !== '' && instantOf(draft.meetAt) <= now ? 'past' : undefined),
  reviewOn: (draft, now) => (draft.reviewOn !== '' && draft.reviewOn <= dayOf(now) ? 'pastDay' : undefined),
  into: (draft) => (draft.into.trim() !== '' && !numberShape.test(plainNumber(draft.into)) ? 'shape' : undefined),
};

/** What stands in the way of sending, by field. */
export function lackingIn(action: Pick<OpenAction, 'needs' | 'takes'>, draft: Draft, now: Date): Partial<Record<FormField, Lack>> {
  const lacking: Partial<Record<FormField, Lack>> = {};
  for (const field of fieldsOf(action)) {
    const lack = action.needs.includes(field) && isEmpty[field](draft) ? 'empty' : isWrong[field]?.(draft, now);
    if (lack) lacking[field] = lack;
  }
  return lacking;
}

const idOf = (units: readonly NamedUnit[]) => units[0]?.id;

const partOf: Record<FormField, (draft: Draft, photos: readonly PhotoClaim[]) => Partial<ActionInput>> = {
  matter: (draft) => ({ matter: draft.matter }),
  area: (draft) => ({ area: draft.area }),
  accused: (draft) => ({ accused: idOf(draft.accused) }),
  unit: (draft) => ({ unit: idOf(draft.unit) }),
  units: (draft) => ({ units: draft.units.map((unit) => unit.id) }),
  whistle: (draft) => ({ whistle: draft.whistle }),
  meetAt: (draft) => ({ meetAt: instantOf(draft.meetAt).toISOString() }),
  into: (draft) => ({ into: plainNumber(draft.into) }),
  officer: (draft) => ({ officer: draft.officer }),
  supervision: (draft) => ({ supervision: draft.supervision || undefined }),
  outcome: (draft) => ({ outcome: draft.outcome || undefined }),
  level: (draft) => ({ level: draft.level ?? undefined }),
  reasons: (draft) => ({ reasons: [...draft.reasons] }),
  reason: (draft) => ({ reason: draft.reason }),
  reviewOn: (draft) => ({ reviewOn: draft.reviewOn }),
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
