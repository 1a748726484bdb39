import type { ColumnType, Generated } from 'kysely';
import type { Choice, FieldKind, Value } from './field.ts';
import type { LimitName } from './limits.ts';
import type { Frequency } from './period.ts';
import type { FormState } from './workflow.ts';

/** A day is read and written as `YYYY-MM-DD`: the store asks for its text. */
type Day = ColumnType<Date, string, string>;
/** JSON is written as its text. */
type Json<T> = ColumnType<T, string, string>;

export type FieldTable = {
  code: string;
  name: string;
  name_en: string;
  kind: FieldKind;
  measure: string | null;
  choices: Json<Choice[]>;
  aliases: string[];
  resource: string | null;
  fresh_days: number;
  origin_form: string | null;
  source: string;
  status: string;
  position: number;
};

export type FormTable = {
  id: string;
  version: Generated<number>;
  state: FormState;
  title: string;
  purpose: string;
  unit_id: string;
  area_code: string;
  fillers: string[];
  basis_law: string;
  basis_article: string;
  frequency: Frequency;
  minutes_expected: number;
  valid_from: Day;
  valid_until: Day;
  ended_on: ColumnType<Date | null, string | null, string | null>;
  overlap: number;
  renews: string | null;
  asked_by: string;
  asked_at: Date;
  decided_at: Date | null;
  used_at: Date | null;
};

/** Who held a field when the form was asked. */
export type HeldBy = { kind: 'resource' | 'form'; id: string; name: string; nameEn: string; holder: string; basis: string };

export type FormFieldTable = {
  form_id: string;
  position: number;
  code: string;
  name: string;
  name_en: string;
  kind: FieldKind;
  measure: string | null;
  choices: Json<Choice[]>;
  required: boolean;
  is_new: boolean;
  reason: string | null;
  held_by: Json<HeldBy[]>;
};

export type FormHistoryTable = {
  form_id: string;
  step: number;
  at: Date;
  action: string;
  from_state: string | null;
  to_state: string;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string | null;
  unit_id: string | null;
  note: string | null;
};

export type FillingState = 'draft' | 'submitted';

export type FillingTable = {
  region: string;
  id: string;
  version: Generated<number>;
  form_id: string;
  area_code: string;
  period: string;
  month: string;
  state: FillingState;
  answers: Json<Record<string, Value>>;
  unit_id: string;
  opened_at: Date;
  touched_at: Date;
  active_seconds: number;
  minutes_stated: number | null;
  submitted_at: Date | null;
};

export type FillingHistoryTable = {
  region: string;
  filling_id: string;
  step: number;
  at: Date;
  action: string;
  actor_id: string;
  actor_name: string;
  unit_id: string;
  answers: Json<Record<string, Value>>;
  minutes: number;
  reason: string | null;
};

export type ReportedValueTable = {
  region: string;
  area_code: string;
  field_code: string;
  value: Json<Value>;
  form_id: string;
  reported_at: Date;
};

export type BurdenTable = { region: string; month: string; form_id: string; area_code: string; filled: number; minutes: number };

/** Rows of the schema `forms`. */
export type FormsTables = {
  'forms.resource': {
    code: string;
    name: string;
    name_en: string;
    holder: string;
    access: string;
    basis: string;
    source: string;
    status: string;
    position: number;
  };
  'forms.field': FieldTable;
  'forms.form_limit': { name: LimitName; value: number; basis: string; source: string; status: string };
  'forms.banned_word': { word: string; basis: string; source: string; status: string };
  'forms.form': FormTable;
  'forms.form_field': FormFieldTable;
  'forms.form_history': FormHistoryTable;
  'forms.filling': FillingTable;
  'forms.filling_history': FillingHistoryTable;
  'forms.reported_value': ReportedValueTable;
  'forms.burden': BurdenTable;
};
