create schema forms;

grant usage on schema forms to banyan_app;

-- Catalogue tables of the whole city (reference tables on Citus): no region, public.
create table forms.resource (
  code text primary key,
  name text not null,
  name_en text not null,
  -- Kind of unit that holds it.
  holder text not null,
  access text not null,
  basis text not null,
  source text not null,
  status text not null,
  position integer not null
);

comment on column forms.resource.name is 'plain: name of a data resource';

comment on column forms.resource.name_en is 'plain: name of a data resource';

-- The field dictionary: what one fact about a place is called, and who holds it already. Fields that an approved form brought keep that form as origin.
create table forms.field (
  code text primary key,
  name text not null,
  name_en text not null,
  kind text not null,
  measure text,
  choices jsonb not null,
  aliases text[] not null,
  resource text,
  fresh_days integer not null,
  origin_form uuid,
  source text not null,
  status text not null,
  position integer not null
);

comment on column forms.field.name is 'plain: name of a field';

comment on column forms.field.name_en is 'plain: name of a field';

create table forms.form_limit (
  name text primary key,
  value double precision not null,
  basis text not null,
  source text not null,
  status text not null
);

comment on column forms.form_limit.name is 'plain: name of a limit';

create table forms.banned_word (
  word text primary key,
  basis text not null,
  source text not null,
  status text not null
);

grant select on forms.resource, forms.form_limit, forms.banned_word to banyan_app;

grant select, insert on forms.field to banyan_app;

-- The register: every form that a unit asks of streets and communities. Few and read by every county, so a reference table.
create table forms.form (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  title text not null,
  purpose text not null,
  unit_id text not null,
  area_code text not null,
  -- Levels of area that fill it.
  fillers text[] not null,
  basis_law text not null,
  basis_article text not null,
  frequency text not null,
  minutes_expected integer not null,
  valid_from date not null,
  valid_until date not null,
  ended_on date,
  -- Overlapping fields among all when it was asked.
  overlap double precision not null,
  renews uuid,
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_at timestamptz,
  -- When the asking unit last read what was filled.
  used_at timestamptz
);

comment on column forms.form.asked_by is 'personal: account of the officer who asked';

create index form_in_state on forms.form (state, id desc);

create index form_of_unit on forms.form (unit_id, id desc);

create table forms.form_field (
  form_id uuid not null references forms.form (id),
  position integer not null,
  code text not null,
  name text not null,
  name_en text not null,
  kind text not null,
  measure text,
  choices jsonb not null,
  required boolean not null,
  is_new boolean not null,
  reason text,
  -- Who held it when the form was asked; such a field is carried, not asked.
  held_by jsonb not null,
  primary key (form_id, position),
  unique (form_id, code)
);

comment on column forms.form_field.name is 'plain: name of a field';

comment on column forms.form_field.name_en is 'plain: name of a field';

create index form_field_by_code on forms.form_field (code);

create table forms.form_history (
  form_id uuid not null references forms.form (id),
  step integer not null,
  at timestamptz not null,
  action text not null,
  from_state text,
  to_state text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text,
  unit_id text,
  note text,
  primary key (form_id, step)
);

comment on column forms.form_history.actor_name is 'personal: name of the officer who acted';

comment on column forms.form_history.note is 'plain: why a form was decided so';

-- One filling of a form by one street or community for one period.
create table forms.filling (
  region text not null,
  id uuid not null,
  version integer not null default 1,
  form_id uuid not null references forms.form (id),
  area_code text not null,
  period text not null,
  -- Month in which the period is due.
  month text not null,
  state text not null,
  -- Answers by field code: of the draft, then of the last submission or correction.
  answers jsonb not null,
  unit_id text not null,
  opened_at timestamptz not null,
  touched_at timestamptz not null,
  active_seconds integer not null,
  minutes_stated integer,
  submitted_at timestamptz,
  primary key (region, id),
  constraint filling_once unique (region, form_id, area_code, period)
);

comment on column forms.filling.answers is 'personal: free text of the filler';

create index filling_of_form on forms.filling (form_id, id desc);

create index filling_of_area on forms.filling (region, area_code, month);

create table forms.filling_history (
  region text not null,
  filling_id uuid not null,
  step integer not null,
  at timestamptz not null,
  action text not null,
  actor_id uuid not null,
  actor_name text not null,
  unit_id text not null,
  answers jsonb not null,
  minutes integer not null,
  reason text,
  primary key (region, filling_id, step),
  foreign key (region, filling_id) references forms.filling (region, id)
);

comment on column forms.filling_history.actor_name is 'personal: name of the officer who filled';

comment on column forms.filling_history.answers is 'personal: free text of the filler';

-- Collected once: the newest value of each field for each area, whichever form brought it.
create table forms.reported_value (
  region text not null,
  area_code text not null,
  field_code text not null,
  value jsonb not null,
  form_id uuid not null references forms.form (id),
  reported_at timestamptz not null,
  primary key (region, area_code, field_code)
);

comment on column forms.reported_value.value is 'personal: free text of the filler';

-- The burden of a month by form: one row an area that filled, and one with the county itself as area, the sum that everybody may see.
create table forms.burden (
  region text not null,
  month text not null,
  form_id uuid not null references forms.form (id),
  area_code text not null,
  filled integer not null,
  minutes integer not null,
  primary key (region, month, form_id, area_code)
);

grant select, insert, update on forms.form, forms.filling, forms.reported_value, forms.burden to banyan_app;

grant select, insert on forms.form_field, forms.form_history, forms.filling_history to banyan_app;

create trigger form_history_is_append_only before update or delete or truncate on forms.form_history for each statement execute function platform.refuse_change();

create trigger filling_history_is_append_only before update or delete or truncate on forms.filling_history for each statement execute function platform.refuse_change();

-- What is or was in force is public; proposals and refusals are for officers, so that a second unit sees what the first was refused.
alter table forms.form enable row level security;

create policy form_seen on forms.form for select to banyan_app using (
  state in ('approved', 'ended', 'expired', 'unused', 'abolished') or (select current_setting('app.regions', true)) <> ''
);

create policy form_asked on forms.form for insert to banyan_app with check ((select current_setting('app.regions', true)) <> '');

create policy form_changed on forms.form for update to banyan_app using ((select current_setting('app.regions', true)) <> '');

alter table forms.form_field enable row level security;

create policy form_field_seen on forms.form_field for select to banyan_app using (
  exists (select 1 from forms.form f where f.id = form_field.form_id)
);

create policy form_field_asked on forms.form_field for insert to banyan_app with check ((select current_setting('app.regions', true)) <> '');

alter table forms.form_history enable row level security;

create policy form_history_seen on forms.form_history for select to banyan_app using ((select current_setting('app.regions', true)) <> '');

create policy form_history_written on forms.form_history for insert to banyan_app with check ((select current_setting('app.regions', true)) <> '');

alter table forms.filling enable row level security;

create policy filling_seen on forms.filling for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy filling_opened on forms.filling for insert to banyan_app with check (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy filling_changed on forms.filling for update to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

alter table forms.filling_history enable row level security;

create policy filling_history_seen on forms.filling_history for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy filling_history_written on forms.filling_history for insert to banyan_app with check (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

alter table forms.reported_value enable row level security;

create policy reported_value_seen on forms.reported_value for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy reported_value_written on forms.reported_value for insert to banyan_app with check (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy reported_value_changed on forms.reported_value for update to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

alter table forms.burden enable row level security;

create policy burden_seen on forms.burden for select to banyan_app using (
  area_code = region
  or (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy burden_written on forms.burden for insert to banyan_app with check (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy burden_changed on forms.burden for update to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);
